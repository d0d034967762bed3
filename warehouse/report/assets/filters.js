// The filters beside the list of papers.

const KEYS = [["/", "search"], ["↑ ↓", "through the list"], ["← →", "from paper to paper"], ["Esc", "back"]];

/** A form of filters; `change` is told what is asked for now. */
function filters(asked, change) {
  const any = (label) => ["", label];
  const kind = asked.table && kindOf(asked.table);
  const set = (name) => (value) => change({ ...asked, [name]: value });
  const percent = (value) => (Number(value) ? `at least ${Number(value).toFixed(2)}` : "any");
  const shown = el("output", {}, percent(asked.confidence));
  return el("details", { className: "filters", open: innerWidth > 900 },
    el("summary", {}, "Filters"),
    el("div", { className: "fields" },
      field("Facts", select([any("all papers"), ["with", "with facts"], ["without", "without facts"]], asked.facts ?? "", set("facts"), { id: "filter-facts" })),
      // what is asked of the rows of one table means nothing in another
      field("Table", select([any("any"), ...lake.tables.map((name) => [name, words(name)])], asked.table ?? "",
        (value) => change({ q: asked.q, dump: asked.dump, facts: asked.facts, confidence: asked.confidence, table: value }), { id: "filter-table" })),
      kind && field(words(kind.name), select([any("any"), ...kind.values], asked.kind ?? "", set("kind"), { id: "filter-kind" })),
      field("Dump", select([any("any"), ...lake.dumps.map((dump) => [dump.id, dump.label])], asked.dump ?? "", set("dump"), { id: "filter-dump" })),
      el("label", {}, el("span", {}, "Confidence of a row: ", shown),
        el("input", {
          type: "range", id: "filter-confidence", min: 0, max: 1, step: 0.05, value: asked.confidence ?? 0,
          oninput: (event) => { shown.value = percent(event.target.value); },
          onchange: (event) => set("confidence")(Number(event.target.value) ? event.target.value : ""),
        })),
      el("p", { className: "keys" }, KEYS.map(([key, what]) => el("span", {}, el("kbd", {}, key), ` ${what}`)))));

  function field(label, control) {
    return el("label", {}, label, control);
  }
}
