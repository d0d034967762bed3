// What a reader says of rows, kept in the browser: by paper, text and table, so that they hold for any snapshot that has the same text.
// { reviewer, papers: { paper_id: { text_id, tables: { table: { at, verdicts: { key: { verdict, row? } }, added: [row] } } } } }

let marks = { reviewer: "", papers: {} };
let marksAreKept = true;

function startMarks() {
  try {
    marks = { ...marks, ...JSON.parse(kept.get("marks") ?? "{}") };
  } catch {
    // what another program left there is not ours
  }
  keepMarks();
}

function keepMarks() {
  marksAreKept = kept.set("marks", JSON.stringify(marks));
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

/** Was this paper marked when it had another text? Then the marks do not hold for this one. */
function isStale(paper) {
  const marked = marks.papers[paper.paper_id];
  return Boolean(marked) && marked.text_id !== paper.text_id;
}

/** The marks of a table of a paper; with nothing marked yet, empty ones. */
function marksOf(paper, name) {
  const marked = isStale(paper) ? undefined : marks.papers[paper.paper_id]?.tables[name];
  return marked ?? { at: null, verdicts: {}, added: [] };
}

/** Change the marks of a table of a paper. Whatever is changed, the table is to be reviewed again. */
function mark(paper, name, change) {
  const marked = structuredClone(marksOf(paper, name));
  marked.at = null;
  change(marked);
  if (isStale(paper) || !marks.papers[paper.paper_id]) marks.papers[paper.paper_id] = { text_id: paper.text_id, tables: {} };
  marks.papers[paper.paper_id].tables[name] = marked;
  keepMarks();
}

/** The rows of a table as the reader leaves them, with what the reader said of each: `verdict` is null, right, wrong, changed or added. */
function judged(paper, name, rows) {
  const { verdicts, added } = marksOf(paper, name);
  const known = rows.map((row) => {
    const { verdict = null, row: changed } = verdicts[keyOf(name, row)] ?? {};
    return { row: changed ?? row, verdict, was: row };
  });
  return known.concat(added.map((row, at) => ({ row, verdict: "added", at })));
}
