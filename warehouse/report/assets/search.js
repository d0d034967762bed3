// Which papers a search and its filters find.

const NOT_NAMES = new Set(["evidence_field", "extractor", "range_id"]);
/** What can be asked of papers and rows, beside the value of a column of the table that is asked for. */
const ASKED = new Set(["q", "facts", "table", "kind", "dump", "confidence", "least", "below", "without", "except"]);
let haystacks = null;

/** The words of each paper in lower case: its title, its abstract and the names in its rows. */
function allWords() {
  if (haystacks) return haystacks;
  haystacks = Array.from({ length: lake.size }, (_, at) => [`${lake.papers.title[at]}\n${lake.papers.abstract[at]}`]);
  for (const name of lake.tables) {
    const closed = new Set(lake.claims[name].filter((field) => field.values.length).map((field) => field.name));
    const { paper, ...columns } = lake.facts[name];
    for (const [column, cells] of Object.entries(columns)) {
      if (closed.has(column) || NOT_NAMES.has(column)) continue;
      cells.forEach((cell, row) => {
        if (typeof cell === "string") haystacks[paper[row]].push(cell);
      });
    }
  }
  haystacks = haystacks.map((each) => each.join("\n").toLowerCase());
  return haystacks;
}

/** The terms of a search: all of them must be found. */
function termsOf(search) {
  return search.toLowerCase().split(/\s+/).filter(Boolean);
}

/** The places of the papers that are asked for, in order; those with all terms in the title come first. */
function found(asked) {
  const terms = termsOf(asked.q ?? "");
  const dump = asked.dump ? lake.dumps.findIndex((each) => each.id === asked.dump) : null;
  const rows = hasRows(asked);
  const hay = terms.length ? allWords() : null;
  const first = [];
  const others = [];
  for (let at = 0; at < lake.size; at += 1) {
    if (rows && !rows[at]) continue;
    if (dump !== null && !lake.papers.dumps[at].includes(dump)) continue;
    if (asked.facts && (asked.facts === "with") !== lake.tables.some((name) => countOf(name, at))) continue;
    if (hay && !terms.every((term) => hay[at].includes(term))) continue;
    const title = hay ? lake.papers.title[at].toLowerCase() : "";
    (hay && terms.every((term) => title.includes(term)) ? first : others).push(at);
  }
  return first.concat(others);
}

/** Of each paper whether it has a row as is asked for, or null where any paper will do. */
function hasRows(asked) {
  const asks = asksOf(asked);
  if (!asked.table && !asks.length) return null;
  const has = new Uint8Array(lake.size);
  for (const name of asked.table ? [asked.table] : lake.tables) {
    const columns = lake.facts[name];
    (columns.paper ?? []).forEach((paper, row) => {
      if (asks.every(([column, holds]) => holds(columns[column]?.[row] ?? null))) has[paper] = 1;
    });
  }
  return has;
}

/** What is asked of single rows, as columns with what must hold for their cells. Bounds are written `column:number`, what is not to be `column:value,value`. */
function asksOf(asked) {
  const asks = [];
  const least = Number(asked.confidence || 0);
  if (least) asks.push(["confidence", (cell) => cell >= least]);
  for (const [name, holds] of [["least", (cell, bound) => cell >= bound], ["below", (cell, bound) => cell < bound]]) {
    const [column, bound] = (asked[name] ?? "").split(":");
    if (column) asks.push([column, (cell) => cell !== null && holds(cell, Number(bound))]);
  }
  if (!asked.table) return asks;
  if (asked.without) asks.push([asked.without, (cell) => cell === null]);
  const [other, values = ""] = (asked.except ?? "").split(":");
  if (other) asks.push([other, (cell) => cell !== null && !values.split(",").includes(cell)]);
  if (asked.kind) asks.push([kindOf(asked.table).name, (cell) => cell === asked.kind]);
  for (const [name, value] of Object.entries(asked)) {
    if (!ASKED.has(name) && Object.hasOwn(lake.facts[asked.table], name)) asks.push([name, (cell) => cell === value]);
  }
  return asks;
}
