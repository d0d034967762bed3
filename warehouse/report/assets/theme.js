// Light or dark: as the system has it, until the reader says otherwise.

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Set up the button that turns the light on and off. */
function startTheme() {
  const toggle = document.getElementById("theme");
  const label = () => toggle.replaceChildren(isDark() ? "Light" : "Dark");
  const chosen = kept.get("theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
  toggle.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    kept.set("theme", document.documentElement.dataset.theme);
    label();
  });
  toggle.setAttribute("aria-label", "Switch between light and dark");
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", label);
  label();
}
