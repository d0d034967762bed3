// The pictures, drawn by Vega-Lite when they come into view.

const AXIS = {
  labelColor: "var(--quiet)", titleColor: "var(--ink)", gridColor: "var(--line)", domainColor: "var(--line)", tickColor: "var(--line)",
  labelFontSize: 12, titleFontSize: 12, titleFontWeight: 500, titlePadding: 10, labelPadding: 6,
};

/** How pictures look that are so many pixels wide: colours are names of the theme's, so that a picture follows the light. */
function look(width) {
  return {
    background: null,
    font: getComputedStyle(document.body).fontFamily,
    view: { stroke: null },
    axis: AXIS,
    legend: { labelColor: "var(--ink)", titleColor: "var(--quiet)", labelFontSize: 12, titleFontSize: 12, titleFontWeight: 500, orient: "top", symbolType: "circle", labelLimit: 180, columns: width < 520 ? 2 : 0 },
    range: {
      category: lake.tables.map((name) => `var(--${name})`),
      ordinal: ["var(--accent)", "var(--token_counts)", "var(--shade)", "var(--benchmark_results)", "var(--benchmarks)", "var(--line)"],
    },
    point: { color: "var(--accent)" },
    bar: { color: "var(--accent)" },
    line: { color: "var(--quiet)" },
    text: { color: "var(--quiet)", fontSize: 12 },
  };
}

/** A cell of a figure as one reads it. */
function cell(value) {
  return typeof value === "number" ? short(value) : said(value ?? "");
}

function pictures() {
  return el("section", { id: "pictures" },
    el("h2", {}, "Pictures"),
    el("p", { className: "lead" }, `${lake.size < lake.total ? "Of all the papers, also those that are not shown whole. " : ""}A point or a bar leads to the papers behind it.`),
    el("div", { className: "figures" }, lake.figures.map(picture)));
}

function picture(figure) {
  const drawing = el("div", { className: "drawing" });
  let chosen = figure.choices[0]?.value;
  let view = null;
  const choice = figure.choices.length > 0 && el("label", {}, "Benchmark and unit", select(
    figure.choices.map((each) => [each.value, each.label]), chosen, (value) => {
      chosen = value;
      view?.signal("chosen", value).runAsync();
      drawing.parentElement.querySelector("details").replaceWith(asTable(figure, chosen));
    }));
  const element = el("figure", { id: `figure-${figure.id}` }, el("h3", {}, figure.title), choice, drawing,
    el("figcaption", {}, figure.words), asTable(figure, chosen));
  if (!figure.rows.length) {
    drawing.replaceChildren(el("p", { className: "quiet" }, "These papers state nothing to draw here."));
    return element;
  }
  const watch = new IntersectionObserver(async (seen) => {
    if (!seen.some((each) => each.isIntersecting)) return;
    watch.disconnect();
    view = await draw(figure, drawing, chosen);
  }, { rootMargin: "300px" });
  watch.observe(drawing);
  return element;
}

async function draw(figure, drawing, chosen) {
  const params = figure.chart.params?.map((each) => (each.name === "chosen" ? { ...each, value: chosen } : each));
  const spec = { ...figure.chart, ...(params && { params }), description: figure.title, datasets: { rows: figure.rows } };
  // Vega's expressions as a tree that is walked: the page's policy lets no text become a program
  const { view } = await window.vegaEmbed(drawing, spec, {
    mode: "vega-lite", renderer: "svg", actions: false, ast: true, defaultStyle: false, tooltip: false, logLevel: 1, config: look(drawing.clientWidth),
  });
  const drawn = (item) => (item?.datum?.to ? item.datum : null);
  view.addEventListener("mousemove", (event, item) => hover(figure, drawn(item), event));
  view.addEventListener("mouseout", () => hover(figure, null));
  view.addEventListener("click", (_, item) => {
    if (drawn(item)) location.hash = drawn(item).to;
  });
  return view;
}

/** Show beside the pointer what a drawn row says, or nothing. */
function hover(figure, row, event) {
  const place = document.getElementById("hover");
  place.hidden = !row;
  if (!row) return;
  const shown = Object.entries(figure.columns).filter(([key]) => row[key] !== null && row[key] !== undefined);
  place.replaceChildren(el("dl", {}, described(shown.map(([key, label]) => [label, cell(row[key])]))));
  const [width, height] = [place.offsetWidth, place.offsetHeight];
  const below = event.clientY + 18 + height <= innerHeight;
  place.style.left = `${Math.max(8, Math.min(event.clientX + 14, innerWidth - width - 8))}px`;
  place.style.top = `${Math.max(8, below ? event.clientY + 18 : event.clientY - height - 12)}px`;
}

/** The rows of a figure as a table, made when it is opened. */
function asTable(figure, chosen) {
  const columns = Object.entries(figure.columns);
  const element = el("details", { ontoggle: () => element.childElementCount === 1 && element.append(content()) }, el("summary", {}, "As a table"));
  return element;

  function content() {
    const rows = figure.rows.filter((row) => chosen === undefined || row.choice === chosen);
    return table(columns.map(([, label]) => [label]), rows.map((row) => columns.map(([key], at) =>
      (at ? cell(row[key]) : el("a", { href: row.to }, cell(row[key]))))));
  }
}
