// The list of papers: search as one types, filters, and a page of what they find.

const PAGE = 100;
let current = { asked: {}, places: [] };

/** The papers that were found last, for going from one to the next. */
function neighbours(place) {
  const places = current.places.includes(place) ? current.places : Array.from({ length: lake.size }, (_, at) => at);
  const at = places.indexOf(place);
  return { before: places[at - 1], after: places[at + 1] };
}

function list(asked) {
  const results = el("div");
  const search = el("input", {
    type: "search", id: "search", placeholder: "Search titles, abstracts and names", value: asked.q ?? "", autocomplete: "off", spellcheck: false,
    ariaLabel: "Search titles, abstracts and names",
    oninput: () => {
      current.asked = { ...current.asked, q: search.value };
      history.replaceState(null, "", addressOf("papers", current.asked));
      show();
    },
  });
  current = { asked, places: [] };
  show();
  return el("div", { className: "reader" },
    filters(asked, (next) => { location.hash = addressOf("papers", { ...next, q: search.value }); }),
    el("div", {}, el("h1", {}, "Papers"), el("div", { className: "search" }, search, el("kbd", { ariaHidden: "true" }, "/")), results));

  function show() {
    current.places = found(current.asked);
    results.replaceChildren(summary(), entries(current.places, termsOf(current.asked.q ?? "")));
  }

  function summary() {
    const of = current.places.length === lake.total ? "" : ` of ${lake.total.toLocaleString("en")}`;
    const bounds = ["least", "below"].filter((name) => current.asked[name]).map((name) => {
      const [column, bound] = current.asked[name].split(":");
      return `${words(column)} ${name === "least" ? "from" : "below"} ${short(Number(bound))}`;
    });
    const others = Object.entries(current.asked).filter(([name]) => !ASKED.has(name)).map(([name, value]) => `${words(name)} ${value}`);
    const [other, values = ""] = (current.asked.except ?? "").split(":");
    const nots = [current.asked.without && `No ${words(current.asked.without).toLowerCase()}`, other && `${words(other)} none of ${values.replaceAll(",", ", ")}`];
    const narrowed = Object.values(current.asked).some(Boolean);
    const hidden = lake.size < lake.total && `; the newest ${lake.size.toLocaleString("en")} can be searched`;
    return el("p", { className: "found" },
      el("span", { role: "status", id: "found" }, `${counted(current.places.length, "paper")}${of}`, hidden),
      [...bounds, ...nots.filter(Boolean), ...others].map((what) => said(what)),
      narrowed && el("a", { href: "#papers" }, "Clear"));
  }
}

function entries(places, terms) {
  const element = el("ul", { className: "entries" });
  const more = button("Show more", () => add());
  let shown = 0;
  add();
  return places.length ? el("div", {}, element, more) : el("p", { className: "lead" }, "No paper is like that. Fewer words or filters find more.");

  function add() {
    element.append(...places.slice(shown, shown + PAGE).map((place) => entry(place, terms)));
    shown += PAGE;
    more.hidden = shown >= places.length;
  }
}

function entry(place, terms) {
  const { papers } = lake;
  const facts = lake.tables.filter((name) => countOf(name, place)).map((name) =>
    el("span", { className: `fact ${name}` }, counted(countOf(name, place), words(name).toLowerCase().replace(/s$/, ""))));
  return el("li", {}, el("a", { href: `#${papers.paper_id[place]}` },
    el("span", { className: "title" }, lit(papers.title[place], terms)),
    el("span", { className: "snippet" }, lit(snippet(papers.abstract[place], terms), terms)),
    el("span", { className: "facts" }, papers.day?.[place] && el("span", {}, day(papers.day[place])), facts)));
}

/** The beginning of a text, or the stretch around the first term that is found in it. */
function snippet(text, terms) {
  const lower = text.toLowerCase();
  const at = Math.min(...terms.map((term) => lower.indexOf(term)).filter((index) => index >= 0), Infinity);
  const from = at > 140 && at < Infinity ? text.indexOf(" ", at - 60) + 1 : 0;
  const end = from + 190 < text.length ? text.lastIndexOf(" ", from + 190) : text.length;
  return `${from ? "… " : ""}${text.slice(from, end > from ? end : from + 190)}${end < text.length ? " …" : ""}`;
}

/** A text in which the terms are marked. */
function lit(text, terms) {
  const element = el("bdi");
  if (!terms.length) return put(element, text);
  const escaped = terms.map((term) => term.replace(/[.*+?^$|{}()[\]\\]/g, "\\$&"));
  text.split(new RegExp(`(${escaped.join("|")})`, "iu")).forEach((piece, at) => {
    if (at % 2) element.append(put(el("b", { className: "hit" }), piece));
    else put(element, piece);
  });
  return element;
}
