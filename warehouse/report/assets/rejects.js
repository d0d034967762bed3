// What was not taken in, and why.

/** The reasons with their counts, each leading to its rejects. */
function reasons(chosen) {
  if (!lake.rejects.counts.length) return el("p", { className: "lead" }, "Nothing was rejected.");
  return el("ul", { className: "reasons" }, lake.rejects.counts.map(({ level, reason, count }) => el("li", {},
    el("a", { href: addressOf("rejects", { level, reason }), "aria-current": chosen === `${level} ${reason}` && "true" },
      `${count.toLocaleString("en")} × ${words(reason).toLowerCase()} (${level})`))));
}

function rejects(asked) {
  const { counts, shown } = lake.rejects;
  const all = counts.reduce((sum, each) => sum + each.count, 0);
  const places = (shown.level ?? []).map((_, at) => at).filter((at) =>
    (!asked.level || shown.level[at] === asked.level) && (!asked.reason || shown.reason[at] === asked.reason) && (!asked.dump || shown.dump_id?.[at] === asked.dump));
  const part = shown.level && shown.level.length < all;
  const labels = new Map(lake.dumps.map((dump) => [dump.id, dump.label]));
  return el("section", {},
    el("h1", {}, "Rejects"),
    el("p", { className: "lead" }, "What was not taken in: whole dumps, records that are no paper, and rows that their paper does not bear out. "
      + (part ? `All ${all.toLocaleString("en")} are counted, the first ${shown.level.length.toLocaleString("en")} are listed.` : "")),
    reasons(`${asked.level} ${asked.reason}`),
    el("p", { className: "found" }, el("span", { role: "status" }, counted(places.length, "reject")),
      asked.dump && said(labels.get(asked.dump) ?? asked.dump), Object.keys(asked).length > 0 && el("a", { href: "#rejects" }, "Clear")),
    el("ul", { className: "rejects" }, places.map((at) => el("li", {},
      el("p", {}, said(shown.detail[at])),
      el("p", { className: "quiet" }, where(at).map((each, number) => [number ? ", " : "", each]))))));

  function where(at) {
    const [dump, line, paper, name] = ["dump_id", "line", "paper_id", "table"].map((column) => shown[column]?.[at]);
    return [
      words(shown.reason[at]).toLowerCase(),
      dump && said(labels.get(dump) ?? dump),
      line && `line ${line}`,
      name && words(name).toLowerCase(),
      paper && (lake.places.has(paper) ? el("a", { href: `#${paper}` }, said(lake.papers.title[lake.places.get(paper)])) : `paper ${paper}`),
    ].filter(Boolean);
  }
}
