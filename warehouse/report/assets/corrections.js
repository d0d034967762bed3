// The corrections file: a line per paper, with only the tables that were fully reviewed.

/** What of the marks goes into the file: an object per paper with a reviewed table. */
function corrections() {
  const lines = [];
  for (const [id, marked] of Object.entries(marks.papers)) {
    const place = lake.places.get(id);
    if (place === undefined) continue;
    const paper = paperAt(place);
    const reviewed = isStale(paper) ? [] : lake.tables.filter((name) => marked.tables[name]?.at);
    if (!reviewed.length) continue;
    const at = reviewed.map((name) => marked.tables[name].at).sort().at(-1);
    const rows = reviewed.map((name) => [name, keptRows(paper, name, rowsOf(name, place))]);
    const { title, abstract, text_id } = paper;
    lines.push({ id, title, abstract, text_id, reviewer: marks.reviewer.trim(), reviewed_at: at, ...Object.fromEntries(rows) });
  }
  return lines;
}

function keptRows(paper, name, rows) {
  return judged(paper, name, rows).filter(({ verdict }) => verdict !== "wrong").map(({ row }) => bare(name, row));
}

/** Let the browser save the file. */
function saveCorrections() {
  const text = corrections().map((line) => `${JSON.stringify(line)}\n`).join("");
  const address = URL.createObjectURL(new Blob([text], { type: "application/jsonl" }));
  el("a", { href: address, download: "corrections.jsonl" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
