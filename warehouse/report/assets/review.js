// The reader's controls, and the page on which the verdicts are gathered.

const VERDICTS = [["right", "Right"], ["wrong", "Wrong"], ["changed", "Change"]];

function now() {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

/** The switch that turns a paper's page into one that takes verdicts. */
function reviewBar(paper, redraw) {
  const toggle = button(state.reviewing ? "Stop reviewing" : "Review these rows", () => {
    state.reviewing = !state.reviewing;
    state.editing = null;
    kept.set("reviewing", state.reviewing ? "yes" : "no");
    redraw();
  }, { className: "small", id: "reviewing", data: { key: "reviewing" } });
  if (!state.reviewing) return el("div", { className: "acts reviewing-off" }, toggle);
  return el("div", { className: "reviewing" },
    nameField(),
    el("span", { className: "quiet" }, "Say of each row whether it is right, select words to add one, then mark the table as reviewed."),
    isStale(paper) && el("span", {}, "You marked another text of this paper: those marks do not hold for this one."),
    toggle, el("a", { href: "#review" }, "Save"));
}

function nameField(told = () => {}) {
  return el("label", {}, "Your name", el("input", {
    type: "text", id: "reviewer", value: marks.reviewer, autocomplete: "name", maxLength: 100,
    oninput: (event) => { sign(event.target.value); told(); },
  }));
}

function rowControls(paper, name, entry, redraw) {
  if (entry.verdict === "added") {
    return el("div", { className: "acts" },
      button("Change", () => edit(), { className: "small change" }),
      button("Remove", () => { mark(paper, name, (marked) => marked.added.splice(entry.at, 1)); redraw(); }, { className: "small" }));
  }
  return el("div", { className: "acts" }, VERDICTS.map(([verdict, label]) => button(label, () => {
    if (verdict === "changed") {
      edit();
      return;
    }
    const key = keyOf(name, entry.was);
    mark(paper, name, (marked) => {
      if (entry.verdict === verdict) delete marked.verdicts[key];
      else marked.verdicts[key] = { verdict };
    });
    redraw();
  }, { className: `small ${verdict === "changed" ? "change" : verdict}`, data: { key: `${verdict} ${editKey(name, entry)}` }, ariaPressed: String(entry.verdict === verdict) })));

  function edit() {
    state.editing = { entry: editKey(name, entry) };
    redraw();
  }
}

/** The buttons of a table: all that is left is right; the table is reviewed, which can be said once every row has its verdict. */
function tableControls(paper, name, entries, redraw) {
  const open = entries.filter(({ verdict }) => !verdict);
  const review = reviewOf(paper, name, entries);
  const done = review === "reviewed";
  return el("span", { className: "controls" },
    review === "changed" && el("span", { className: "quiet" }, "Rows have changed since, look again"),
    open.length > 0 && button(open.length === entries.length ? "All right" : "The others are right", () => {
      mark(paper, name, (marked) => open.forEach(({ was }) => { marked.verdicts[keyOf(name, was)] = { verdict: "right" }; }));
      redraw();
    }, { className: "small" }),
    button(done ? "Reviewed" : entries.length ? "Mark as reviewed" : "Reviewed: there are none", () => {
      mark(paper, name, (marked) => { marked.at = done ? null : now(); });
      redraw();
    }, { className: "small done", data: { key: `reviewed ${name}` }, ariaPressed: String(done), disabled: open.length > 0 }));
}

/** How many papers have verdicts that are not in the file, by the reason. */
function leftOut(saved) {
  const count = { saved: 0, begun: 0, changed: 0, stale: 0, others: 0 };
  for (const [id, marked] of Object.entries(marks.papers)) count[whyLeftOut(id, marked, saved)] += 1;
  return [
    count.begun > 0 && `${count.begun} more begun`,
    count.changed > 0 && `${count.changed} with rows that have changed since, look again`,
    count.stale > 0 && `${count.stale} marked with another text, left out`,
    count.others > 0 && `${count.others} not in this report, left out`,
  ];
}

function whyLeftOut(id, marked, saved) {
  const place = lake.places.get(id);
  if (place === undefined) return "others";
  const paper = paperAt(place);
  if (!holds(marked, paper)) return "stale";
  if (entriesOf(paper, place).some(([name, entries]) => reviewOf(paper, name, entries) === "changed")) return "changed";
  return saved.has(paper.paper_id) ? "saved" : "begun";
}

/** The page of verdicts: what is reviewed, and the file to save. */
function reviewPage() {
  const lines = corrections();
  const hint = el("span");
  const save = button("Save corrections.jsonl", saveCorrections, { className: "primary", id: "save" });
  allow();
  return el("section", {},
    el("h1", {}, "Review"),
    el("p", { className: "lead" }, "On a paper's page, say of each row whether it is right. Tables that are reviewed to the end go into a file, which ",
      el("code", {}, "paperlake correct corrections.jsonl"), " takes into the lake, and ", el("code", {}, "paperlake eval corrections.jsonl"), " scores the extractor by."),
    !marksAreKept && el("p", { className: "notice" }, "This browser keeps nothing for this page: save the file before you close it."),
    el("div", { className: "acts" }, nameField(allow), save),
    el("p", { className: "found" }, el("span", { role: "status" }, `${counted(lines.length, "paper")} with reviewed tables`),
      leftOut(new Set(lines.map(({ id }) => id))), hint),
    el("ul", { className: "reviewed" }, lines.map(reviewed)),
    Object.keys(marks.papers).length > 0 && el("p", { className: "acts" }, button("Forget all verdicts", forget, { className: "small" })));

  function allow() {
    const named = Boolean(marks.reviewer.trim());
    save.disabled = !lines.length || !named;
    hint.replaceChildren(lines.length && !named ? "Give your name to save them." : "");
  }
}

function reviewed(line) {
  const tables = lake.tables.filter((name) => line[name]).map((name) => el("span", { className: name }, `${words(name)}: ${line[name].length}`));
  return el("li", {}, el("a", { href: `#${line.id}` }, said(line.title)), el("span", { className: "tables" }, tables));
}

function forget() {
  if (!confirm("Forget all verdicts that this browser keeps?")) return;
  marks.papers = {};
  keepMarks();
  render();
}
