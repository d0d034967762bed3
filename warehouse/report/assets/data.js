// The lake: papers in order, the newest first, and their rows. Columns lie side by side as they came; rows are made when they are looked at.

let lake = null;

/** Unpack the data of the page. */
async function openLake() {
  const place = document.getElementById("lake");
  const packed = Uint8Array.from(atob(place.textContent), (letter) => letter.charCodeAt(0));
  place.remove();
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  lake = JSON.parse(await new Response(stream).text());
  setControls(lake.controls);
  lake.tables = Object.keys(lake.facts);
  lake.size = lake.papers.paper_id?.length ?? 0;
  lake.places = new Map();
  for (let at = 0; at < lake.size; at += 1) {
    for (const alias of lake.papers.aliases?.[at] ?? []) lake.places.set(alias, at);
  }
  lake.papers.paper_id?.forEach((id, at) => lake.places.set(id, at));
  lake.firsts = Object.fromEntries(lake.tables.map((name) => [name, firstRows(lake.facts[name].paper ?? [])]));
}

/** Of each paper where its rows begin in a table whose rows are in the order of papers; one more says where the last ones end. */
function firstRows(papers) {
  const firsts = new Uint32Array(lake.size + 1);
  for (const paper of papers) firsts[paper + 1] += 1;
  for (let at = 0; at < lake.size; at += 1) firsts[at + 1] += firsts[at];
  return firsts;
}

/** A paper as an object of its columns. */
function paperAt(place) {
  return Object.fromEntries(Object.entries(lake.papers).map(([name, values]) => [name, values[place]]));
}

/** How many rows a paper has in a table. */
function countOf(name, place) {
  return lake.firsts[name][place + 1] - lake.firsts[name][place];
}

/** The rows of a paper in a table, whole: with the columns that the page has from the paper. */
function rowsOf(name, place) {
  const { paper: _, ...columns } = lake.facts[name];
  const [first, end] = [lake.firsts[name][place], lake.firsts[name][place + 1]];
  return Array.from({ length: end - first }, (__, at) => {
    const values = Object.fromEntries(Object.entries(columns).map(([column, cells]) => [column, cells[first + at]]));
    const claim = Object.fromEntries(lake.claims[name].map((field) => [field.name, values[field.name] ?? null]));
    const field = lake.papers[values.evidence_field][place];
    const evidence = slice(field, values.evidence_start, values.evidence_end);
    return { paper_id: lake.papers.paper_id[place], ...claim, ...values, evidence, text_id: lake.papers.text_id[place] };
  });
}

/** The field that says what a paper does with what a row of a table is about, or of which kind that is. */
function kindOf(name) {
  return lake.claims[name].find((field) => field.name === "role" || field.name === "kind");
}
