// The page: what the address asks for is what is shown.

const VIEWS = {
  overview, dumps: overview, pictures: () => pictures("h1"), papers: list, rejects, review: reviewPage,
  paper: ({ place }) => paperPage(place),
  unknown: () => el("p", { className: "lead" }, "There is nothing of this name in the report; ", el("a", { href: "#papers" }, "search the papers"), "."),
};
const NAMES = { ...Object.fromEntries(PARTS), dumps: "Overview", unknown: "Not here" };

/** Draw what the address asks for. */
function render() {
  const { part, asked } = here();
  const main = document.getElementById("main");
  document.getElementById("hover").hidden = true;
  main.replaceChildren(...[VIEWS[part](asked)].flat().filter(Boolean));
  showPart(part);
  document.title = `${part === "paper" ? inert(lake.papers.title[asked.place]) : NAMES[part]} · paperlake`;
}

/** How far down one was in a list when one left it, by its address. */
const left = new Map();

/** Follow the address to where it leads, as a page of its own would: from its top, but a list from where one left it. */
function go(event) {
  const main = document.getElementById("main");
  if (location.hash === "#main") {
    main.focus();
    return;
  }
  if (event) left.set(new URL(event.oldURL).hash, scrollY);
  const focused = document.activeElement?.id;
  state.editing = null;
  render();
  if (event) (document.getElementById(focused) ?? main).focus({ preventScroll: true });
  const { part } = here();
  if (part === "dumps") document.getElementById("dumps").scrollIntoView();
  else scrollTo(0, part === "papers" ? left.get(location.hash) ?? 0 : 0);
}

async function start() {
  startTheme();
  await openLake();
  startMarks();
  startKeys();
  history.scrollRestoration = "manual";
  addEventListener("hashchange", go);
  go();
  whenIdle(allWords);
}

start().catch((error) => {
  const why = window.DecompressionStream ? `The report cannot be opened: ${error.message}` : "This browser cannot open the report. A newer one can.";
  document.getElementById("main").replaceChildren(el("p", { className: "loading" }, why));
});
