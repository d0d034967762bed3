// The overview: how much there is of everything, and where it came from.

const MEANINGS = {
  model_sizes: "stated parameter counts",
  token_counts: "stated numbers of tokens",
  benchmarks: "named benchmarks",
  benchmark_results: "numbers on a benchmark",
  artifacts: "things released or promised",
};

function number(href, value, what, meaning, className = "") {
  const parts = [["number", value], ["what", what], ["meaning", meaning]];
  return el("li", { className }, el("a", { href }, parts.map(([name, text]) => el("span", { className: name }, text))));
}

function overview() {
  const rejected = lake.rejects.counts.reduce((sum, each) => sum + each.count, 0);
  const share = lake.total ? Math.round((100 * lake.withFacts) / lake.total) : 0;
  const taken = lake.dumps.map((dump) => dump.taken).filter(Boolean).sort().at(-1);
  const asOf = taken ? `, with dumps taken in until ${moment(taken)}` : "";
  return [
    el("section", {},
      el("h1", {}, "What this lake holds"),
      el("p", { className: "lead" }, `Facts that titles and abstracts of papers state, each with the words that say so. Snapshot ${lake.snapshot}${asOf}.`),
      notices(),
      el("ul", { className: "numbers" },
        number("#papers", lake.total.toLocaleString("en"), "Papers", "each once, with one text"),
        number("#dumps", lake.counts.sightings.toLocaleString("en"), "Sightings", "a paper in a dump"),
        number(addressOf("papers", { facts: "with" }), `${share} %`, "With facts", `${counted(lake.withFacts, "paper")} of ${lake.total.toLocaleString("en")}`),
        number("#rejects", rejected.toLocaleString("en"), "Rejects", "not taken in, with the reason")),
      el("ul", { className: "numbers tables" }, lake.tables.map((name) =>
        number(addressOf("papers", { table: name }), lake.counts[name].toLocaleString("en"), words(name), MEANINGS[name], name)))),
    el("section", { id: "dumps" }, el("h2", {}, "Dumps"), dumps()),
    el("section", {}, el("h2", {}, "Rejects"), reasons("")),
    pictures("h2"),
  ];
}

/** What one must know of this page before its numbers are read. */
function notices() {
  const chosen = lake.where !== null && el("p", { className: "notice" }, "Only papers for which this holds: ", el("code", {}, said(lake.where)));
  const all = lake.size < lake.total && el("p", { className: "notice" },
    `All ${lake.total.toLocaleString("en")} papers are counted and drawn, and the newest ${lake.size.toLocaleString("en")} can be read: `
    + "more would make the file too heavy for a browser. ", el("code", {}, "--where"), " chooses others, ", el("code", {}, "--most"), " another number.");
  return [chosen, all];
}

function dumps() {
  if (!lake.dumps.length) return el("p", { className: "lead" }, "No dump is in the tables.");
  const columns = [["Dump"], ["Day"], ["Format"], ["Papers", "count"], ["Sightings", "count"], ["Rejects", "count"], ["Extractor"], ["Taken in"], ["Seconds", "count"]];
  return table(columns, lake.dumps.map((dump) => [
    said(dump.label),
    day(dump.day) || "not stated",
    dump.format,
    el("a", { href: addressOf("papers", { dump: dump.id }) }, dump.papers.toLocaleString("en")),
    dump.sightings.toLocaleString("en"),
    dump.rejects ? el("a", { href: addressOf("rejects", { dump: dump.id }) }, dump.rejects.toLocaleString("en")) : "0",
    said(dump.extractors.join(", ")),
    moment(dump.taken) || "not on record",
    dump.seconds === null ? "" : dump.seconds.toLocaleString("en"),
  ]));
}
