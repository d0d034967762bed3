// A paper's page: its text with the evidence lit, its rows beside it, and what the reader says of them.

const state = { reviewing: kept.get("reviewing") === "yes", editing: null };

function paperPage(place) {
  const paper = paperAt(place);
  const { before, after } = neighbours(place);
  const sheet = el("div", { className: "sheet" });
  connect(sheet);
  draw();
  return [
    el("nav", { className: "steps", ariaLabel: "Papers" },
      el("a", { href: addressOf("papers", current.asked) }, "← Papers"),
      el("span", {}, step(before, "Previous", "prev"), step(after, "Next", "next"))),
    sheet,
  ];

  function step(other, label, rel) {
    return other !== undefined && el("a", { href: `#${lake.papers.paper_id[other]}`, rel }, label);
  }

  function draw() {
    const entries = lake.tables.flatMap((name) => judged(paper, name, rowsOf(name, place)).map((entry) => ({ ...entry, name })));
    const inner = el("div", { className: "sheet" }, wordsOf(paper, entries), el("div", { className: "rows" },
      reviewBar(paper, draw), lake.tables.map((name) => tableOf(paper, name, entries, draw)), nothing(entries)));
    const focused = document.activeElement?.dataset.key;
    sheet.replaceChildren(...inner.childNodes);
    if (focused) sheet.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    if (state.reviewing) offerAdding(sheet, paper, (name, selected) => { state.editing = { name, row: selected, added: true }; draw(); });
  }

  function nothing(entries) {
    return !entries.length && !state.reviewing && el("p", { className: "quiet" }, "No table has a row of this paper: its title and abstract state none, or none was found.");
  }
}

/** The title, the abstract, and what is known of the paper beside them. */
function wordsOf(paper, entries) {
  const text = (field) => putMarked(el("bdi", { data: { field } }), paper[field], field, entries);
  const address = (field) => paper[field] && outward(paper[field], text(field));
  const about = [
    ["Day", day(paper.day)],
    ["Dumps", paper.dumps.map((dump, at) => [at ? ", " : "", el("a", { href: addressOf("papers", { dump: lake.dumps[dump].id }) }, said(lake.dumps[dump].label))])],
    ["arXiv", paper.arxiv_id && outward(`https://arxiv.org/abs/${paper.arxiv_id}`, said(paper.arxiv_id))],
    ["Categories", paper.categories && said(paper.categories)],
    ["Repository", address("github_repo")],
    ["Project page", address("project_page")],
    ["Read by", said([...new Set(entries.map(({ row }) => row.extractor).filter(Boolean))].join(", "))],
    ["Id", el("code", {}, paper.paper_id)],
  ].filter(([, what]) => what && what.length !== 0);
  const article = el("article", { className: "words" },
    el("h1", {}, text("title")),
    el("p", { className: "abstract" }, text("abstract")),
    el("dl", { className: "about" }, described(about)));
  // a text that stays in view while its rows go by must fit into the window
  new ResizeObserver(() => article.classList.toggle("tall", article.offsetHeight > innerHeight - 100)).observe(article);
  return article;
}

/** The rows of a table of a paper, with the reader's controls where they review. */
function tableOf(paper, name, entries, redraw) {
  const own = entries.filter((entry) => entry.name === name);
  const adding = state.editing?.added && state.editing.name === name;
  if (!own.length && !state.reviewing) return null;
  return el("section", { className: name, ariaLabel: words(name) },
    el("div", { className: "head" },
      el("h2", {}, words(name)),
      el("span", { className: "quiet" }, own.length ? String(own.length) : "none"),
      state.reviewing && tableControls(paper, name, own, redraw)),
    el("ul", {}, own.map((entry) => oneRow(paper, name, entry, entries.indexOf(entry), redraw)), adding && el("li", { className: `row ${name}`, data: { row: "-1" } },
      editor(name, state.editing.row, paper, keep((row) => mark(paper, name, (marked) => marked.added.push(row)), redraw), keep(() => {}, redraw)))));
}

function oneRow(paper, name, entry, at, redraw) {
  if (state.editing?.entry !== undefined && state.editing.entry === editKey(name, entry)) {
    const change = (row) => mark(paper, name, (marked) => {
      if (entry.verdict === "added") marked.added[entry.at] = row;
      else marked.verdicts[keyOf(name, entry.was)] = { verdict: "changed", row };
    });
    return el("li", { className: `row ${name}`, data: { row: String(at) } }, editor(name, entry.row, paper, keep(change, redraw), keep(() => {}, redraw)));
  }
  return rowOf(name, entry, at, state.reviewing && rowControls(paper, name, entry, redraw));
}

/** What ends an editing: the change, and the page as it is then. */
function keep(change, redraw) {
  return (row) => {
    change(row);
    state.editing = null;
    redraw();
  };
}

function editKey(name, entry) {
  return `${name} ${entry.verdict === "added" ? entry.at : keyOf(name, entry.was)}`;
}
