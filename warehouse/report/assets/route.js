// Where one is: what stands behind the # of the address.
// #overview, #dumps, #pictures, #papers?q=…&table=…, #rejects?reason=…, #review, or the id of a paper.

const PARTS = [["overview", "Overview"], ["pictures", "Pictures"], ["papers", "Papers"], ["rejects", "Rejects"], ["review", "Review"]];

/** The part of the page that the address names, and what it asks there; a paper is the part `paper`, asked by its place. */
function here() {
  const [name, query = ""] = location.hash.slice(1).split("?");
  if (lake.places.has(name)) return { part: "paper", asked: { place: lake.places.get(name) } };
  const asked = Object.fromEntries(new URLSearchParams(query));
  if (!lake.tables.includes(asked.table)) delete asked.table;
  if (name === "dumps" || PARTS.some(([part]) => part === name)) return { part: name, asked };
  return { part: name && name !== "main" ? "unknown" : "overview", asked };
}

/** The address of a part with what is asked there; what is empty is left out. */
function addressOf(part, asked = {}) {
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== "" && value !== null && value !== undefined));
  return `#${part}${query.size ? `?${query}` : ""}`;
}

/** Show in the bar which part one is in. */
function showPart(part) {
  const current = { paper: "papers", dumps: "overview" }[part] ?? part;
  document.getElementById("parts").replaceChildren(
    ...PARTS.map(([name, label]) => el("a", { href: `#${name}`, "aria-current": name === current && "page" }, label)),
  );
}
