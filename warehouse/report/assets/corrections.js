// The corrections file: a line per paper, with only the tables that were fully reviewed.

/** What of the marks goes into the file: an object per paper with a reviewed table. */
function corrections() {
  const lines = [];
  for (const [id, marked] of Object.entries(marks.papers)) {
    const place = lake.places.get(id);
    const paper = place !== undefined && paperAt(place);
    if (!paper || marksFor(paper) !== marked) continue;
    const reviewed = entriesOf(paper, place).filter(([name, entries]) => reviewOf(paper, name, entries) === "reviewed");
    if (!reviewed.length) continue;
    const at = reviewed.map(([name]) => marked.tables[name].at).sort().at(-1);
    const rows = reviewed.map(([name, entries]) => [name, keptRows(name, entries)]);
    const { paper_id, title, abstract, text_id } = paper;
    lines.push({ id: paper_id, title, abstract, text_id, reviewer: marks.reviewer.trim(), reviewed_at: at, ...Object.fromEntries(rows) });
  }
  return lines;
}

/** The tables of a paper with their judged rows. */
function entriesOf(paper, place) {
  return lake.tables.map((name) => [name, judged(paper, name, rowsOf(name, place))]);
}

function keptRows(name, entries) {
  return entries.filter(({ verdict }) => verdict !== "wrong").map(({ row }) => bare(name, row));
}

/** Let the browser save the file. */
function saveCorrections() {
  const text = corrections().map((line) => `${JSON.stringify(line)}\n`).join("");
  const address = URL.createObjectURL(new Blob([text], { type: "application/jsonl" }));
  el("a", { href: address, download: "corrections.jsonl" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
