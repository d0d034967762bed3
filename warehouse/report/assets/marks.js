// What a reader says of rows, kept in the browser: by paper, text and table, so that they hold for any snapshot that has the same text.
// { reviewer, papers: { paper_id: { text_id, tables: { table: { at, verdicts: { key: { verdict, row? } }, added: [row] } } } } }

let marks = { reviewer: "", papers: {} };
let marksAreKept = true;

function startMarks() {
  readMarks();
  keepMarks();
  addEventListener("storage", () => {
    readMarks();
    if (!state.editing) render();
  });
}

/** Take what the browser keeps, which another tab may have changed. */
function readMarks() {
  if (!marksAreKept) return;
  try {
    const stored = JSON.parse(kept.get("marks"));
    if (areMarks(stored)) marks = stored;
  } catch {
    // what another program left there is not ours
  }
}

function areMarks(value) {
  const isObject = (each) => each !== null && typeof each === "object" && !Array.isArray(each);
  const all = (values, holds) => isObject(values) && Object.values(values).every(holds);
  const isTable = (each) => isObject(each) && all(each.verdicts, isObject) && Array.isArray(each.added) && each.added.every(isObject);
  return isObject(value) && typeof value.reviewer === "string" && all(value.papers, (each) => isObject(each) && all(each.tables, isTable));
}

function keepMarks() {
  marksAreKept = kept.set("marks", JSON.stringify(marks));
}

/** Say who reads, in a name without characters that a corrections file must not have. */
function sign(reviewer) {
  readMarks();
  marks.reviewer = reviewer.replace(/[\p{Z}\s]/gu, " ").replace(/\p{C}/gu, "");
  keepMarks();
}

/** What stands in a corrections file of a row: the claim, and where its evidence is. */
function bare(name, row) {
  const names = [...lake.claims[name].map((field) => field.name), "evidence", "evidence_field", "evidence_start", "evidence_end"];
  return Object.fromEntries(names.map((column) => [column, row[column] ?? null]));
}

/** What a verdict is kept by: all that the row says, and where. */
function keyOf(name, row) {
  return JSON.stringify(Object.values(bare(name, row)));
}

/** The marks of a paper, also those of a report in which it went by another of its ids. */
function markedAs(paper) {
  return [paper.paper_id, ...(paper.aliases ?? [])].map((id) => marks.papers[id]).filter(Boolean);
}

/** Were these marks made on the text that the paper has? Those of another do not hold for this one. */
function holds(marked, paper) {
  return marked.text_id === paper.text_id;
}

/** The marks of a paper that hold for it, if there are any. */
function marksFor(paper) {
  return markedAs(paper).find((marked) => holds(marked, paper));
}

/** Was this paper marked only when it had another text? */
function isStale(paper) {
  return markedAs(paper).length > 0 && !marksFor(paper);
}

/** The marks of a table of a paper; with nothing marked yet, empty ones. */
function marksOf(paper, name) {
  return marksFor(paper)?.tables[name] ?? { at: null, verdicts: {}, added: [] };
}

/** Change the marks of a table of a paper. Whatever is changed, the table is to be reviewed again. */
function mark(paper, name, change) {
  readMarks();
  const marked = structuredClone(marksOf(paper, name));
  marked.at = null;
  change(marked);
  const own = marksFor(paper) ?? (marks.papers[paper.paper_id] = { text_id: paper.text_id, tables: {} });
  own.tables[name] = marked;
  keepMarks();
}

/** The rows of a table as the reader leaves them, with what the reader said of each: `verdict` is null, right, wrong, changed or added. */
function judged(paper, name, rows) {
  const { verdicts, added } = marksOf(paper, name);
  const there = new Set(rows.map((row) => keyOf(name, row)));
  // what the reader wrote is in the lake once the file was taken in
  const written = new Set([...added, ...Object.values(verdicts).map(({ row }) => row).filter(Boolean)].map((row) => keyOf(name, row)));
  const known = rows.map((row) => {
    const key = keyOf(name, row);
    const { verdict = written.has(key) ? "right" : null, row: changed } = verdicts[key] ?? {};
    return { row: changed ?? row, verdict, was: row };
  });
  return known.concat(added.map((row, at) => ({ row, verdict: "added", at })).filter(({ row }) => !there.has(keyOf(name, row))));
}

/** How far the review of a table with these entries is: reviewed, changed since where a row came without a verdict, or null. */
function reviewOf(paper, name, entries) {
  if (!marksOf(paper, name).at) return null;
  return entries.every(({ verdict }) => verdict) ? "reviewed" : "changed";
}
