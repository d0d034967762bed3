// A row of a table as one reads it.

const VALUES = {
  model_sizes: (row) => [named(row.model, "a model without a name"), `: ${short(row.params)} parameters`],
  token_counts: (row) => [`${short(row.tokens)} tokens`, row.subject && [" of ", said(row.subject)]],
  benchmarks: (row) => [said(row.name)],
  benchmark_results: (row) => [said(row.benchmark), `: ${row.kind === "delta" && row.value > 0 ? "+" : ""}${short(row.value)}${row.unit === "percent" ? " %" : row.unit ? ` ${row.unit}` : ""}`],
  artifacts: (row) => [`${words(row.kind)}`, row.name && [": ", said(row.name)]],
};
/** Fields that the value above has said. */
const SAID = {
  model_sizes: ["model", "params"], token_counts: ["tokens", "subject"], benchmarks: ["name"],
  benchmark_results: ["benchmark", "value", "unit"], artifacts: ["kind", "name", "url"],
};
/** How the extractor of a row is called that a reader has said. */
const READER = "reviewer ";

function named(name, otherwise) {
  return name ? said(name) : otherwise;
}

/** A row with its place on the page, and what can be done with it. */
function rowOf(name, entry, at, controls) {
  const { row, verdict } = entry;
  const rest = lake.claims[name].map((field) => field.name).filter((field) => !SAID[name].includes(field) && row[field] !== null && row[field] !== undefined);
  return el("li", { className: `row ${name}${verdict ? ` verdict-${verdict}` : ""}`, data: { row: String(at) } },
    el("div", { className: "main" },
      el("span", { className: "value" }, VALUES[name](row)),
      row.confidence !== undefined && el("span", { className: "sure", title: "Confidence" }, row.confidence.toFixed(2))),
    el("p", { className: "said" }, rest.map((field, place) => [place ? ", " : "", inWords(name, field, row[field])])),
    row.url && el("p", { className: "said" }, outward(row.url)),
    row.extractor?.startsWith(READER) && el("span", { className: "whose" }, said(row.extractor)),
    entry.verdict === "added" && el("span", { className: "whose" }, "added by you"),
    controls,
    allColumns(row));
}

/** A further field of a row: one of a few words as it is, a name with what it is the name of. */
function inWords(name, field, value) {
  if (lake.claims[name].find((each) => each.name === field).values.length) return value.replaceAll("_", " ");
  return [field === "model" ? "by " : `${words(field).toLowerCase()} `, said(value)];
}

/** Every column of the row, for those who want to know, and the row as JSON. */
function allColumns(row) {
  const pairs = Object.entries(row).filter(([, value]) => value !== null && value !== undefined);
  const element = el("details", { ontoggle: () => element.childElementCount === 1 && element.append(
    el("dl", {}, described(pairs.map(([name, value]) => [name, said(String(value))]))),
    el("p", { className: "acts" }, button("Copy as JSON", () => copy(asJson(row)), { className: "small" }))) },
  el("summary", {}, "All columns"));
  return element;
}

/** A row as JSON, in which characters that would act are written by their numbers. */
function asJson(row) {
  const text = JSON.stringify(row, null, 1);
  return text.split(controls).map((piece, at) => (at % 2 ? `\\u${piece.charCodeAt(0).toString(16).padStart(4, "0")}` : piece)).join("");
}
