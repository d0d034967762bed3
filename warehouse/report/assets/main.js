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
  main.dataset.part = part;
  showPart(part);
  document.title = `${part === "paper" ? inert(lake.papers.title[asked.place]) : NAMES[part]} · paperlake`;
}

/** Follow the address to where it leads, as a page of its own would. */
function go() {
  if (location.hash === "#main") {
    document.getElementById("main").focus();
    return;
  }
  state.editing = null;
  render();
  if (here().part === "dumps") document.getElementById("dumps").scrollIntoView();
  else scrollTo(0, 0);
}

async function start() {
  startTheme();
  await openLake();
  startMarks();
  startKeys();
  addEventListener("hashchange", go);
  go();
  whenIdle(allWords);
}

start().catch((error) => {
  document.getElementById("main").replaceChildren(el("p", { className: "loading" }, `This browser cannot open the report (${error.message}). A newer one can.`));
});
