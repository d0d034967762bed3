// The pictures, drawn by Vega-Lite.

const AXIS = {
  labelColor: "var(--quiet)", titleColor: "var(--ink)", gridColor: "var(--line)", domainColor: "var(--line)", tickColor: "var(--line)",
  labelFontSize: 12, titleFontSize: 12, titleFontWeight: 500, titlePadding: 10, labelPadding: 6,
};

/** How pictures look that are so many pixels wide, with legends of such labels: colours are names of the theme's, so that a picture follows the light. */
function look(width, labels) {
  const columns = Math.max(1, Math.floor(width / (40 + 8 * Math.max(12, ...labels.map((label) => label.length)))));
  return {
    background: null,
    font: getComputedStyle(document.body).fontFamily,
    view: { stroke: null },
    axis: AXIS,
    legend: { labelColor: "var(--ink)", titleColor: "var(--quiet)", labelFontSize: 12, titleFontSize: 12, titleFontWeight: 500, orient: "top", symbolType: "circle", labelLimit: width / columns - 30, columns },
    range: {
      category: lake.tables.map((name) => `var(--${name})`),
      ordinal: ["var(--accent)", "var(--token_counts)", "var(--shade)", "var(--benchmark_results)", "var(--benchmarks)", "var(--faint)"],
    },
    point: { color: "var(--accent)" },
    bar: { color: "var(--accent)" },
    line: { color: "var(--quiet)" },
    text: { color: "var(--quiet)", fontSize: 12 },
  };
}

/** Said of a row whose paper is not shown whole, so that it leads nowhere. */
const NOT_SHOWN = "not among the papers shown";

/** A cell of a figure as one reads it. */
function cell(value) {
  return typeof value === "number" ? short(value) : said(value ?? "");
}

function pictures(heading) {
  const all = lake.figures.map(picture);
  drawInTurn(all);
  return el("section", { className: "pictures" },
    el(heading, {}, "Pictures"),
    el("p", { className: "lead" }, `${lake.size < lake.total ? "Of all the papers, also those that are not shown whole. " : ""}A point or a bar leads to the papers behind it.`),
    el("div", { className: "figures" }, all.map(({ element }) => element)));
}

/** Draw pictures one after another whenever nothing else is to be done, so that the page can be read, and printed, at once. */
async function drawInTurn(all) {
  for (const { element, redraw } of all) {
    await new Promise(whenIdle);
    if (!element.isConnected) return;
    await redraw();
  }
}

/** A figure's element, and what draws the picture in it. */
function picture(figure) {
  let chosen = figure.choices[0]?.value;
  const rows = () => (chosen === undefined ? figure.rows : figure.rows.filter((row) => row.choice === chosen));
  const drawing = el("div", { className: "drawing" });
  const redraw = () => (figure.rows.length ? draw(figure, rows(), drawing) : drawing.replaceChildren(
    el("p", { className: "quiet" }, "These papers state nothing to draw here.")));
  const choice = figure.choices.length > 0 && el("label", {}, "Benchmark and unit", select(
    figure.choices.map((each) => [each.value, each.label]), chosen, (value) => {
      chosen = value;
      redraw();
      element.querySelector("details").replaceWith(asTable(figure, rows()));
    }));
  const element = el("figure", { id: `figure-${figure.id}` }, el("h3", {}, figure.title), choice, drawing,
    el("figcaption", {}, figure.words), asTable(figure, rows()));
  return { element, redraw };
}

async function draw(figure, rows, drawing) {
  const { chart } = figure;
  const lines = chart.height.step && new Set(rows.map((row) => row[chart.encoding.y.field])).size;
  const height = lines ? chart.height.step * lines : chart.height;
  const spec = { ...chart, height, description: figure.title, datasets: { rows } };
  // Vega's expressions as a tree that is walked: the page's policy lets no text become a program
  const { view } = await window.vegaEmbed(drawing, spec, {
    mode: "vega-lite", renderer: "svg", actions: false, ast: true, defaultStyle: false, tooltip: false, config: look(drawing.clientWidth, chart.encoding?.color?.scale?.domain ?? []),
  });
  const drawn = (item) => (item?.datum && "to" in item.datum ? item.datum : null);
  view.addEventListener("mousemove", (event, item) => hover(figure, drawn(item), event));
  view.addEventListener("mouseout", () => hover(figure, null));
  view.addEventListener("click", (_, item) => {
    if (drawn(item)?.to) location.hash = drawn(item).to;
  });
}

/** Show beside the pointer what a drawn row says, or nothing. */
function hover(figure, row, event) {
  const place = document.getElementById("hover");
  place.hidden = !row;
  if (!row) return;
  const shown = Object.entries(figure.columns).filter(([key]) => row[key] !== null && row[key] !== undefined);
  place.replaceChildren(el("dl", {}, described(shown.map(([key, label]) => [label, cell(row[key])]))),
    ...(row.to ? [] : [NOT_SHOWN]));
  const [width, height] = [place.offsetWidth, place.offsetHeight];
  const below = event.clientY + 18 + height <= innerHeight;
  place.style.left = `${Math.max(8, Math.min(event.clientX + 14, innerWidth - width - 8))}px`;
  place.style.top = `${Math.max(8, below ? event.clientY + 18 : event.clientY - height - 12)}px`;
}

/** The rows of a figure as a table, made when it is opened. */
function asTable(figure, rows) {
  const columns = Object.entries(figure.columns);
  const element = el("details", { ontoggle: () => element.childElementCount === 1 && element.append(content()) }, el("summary", {}, "As a table"));
  return element;

  function content() {
    return table(columns.map(([, label]) => [label]), rows.map((row) => columns.map(([key], at) =>
      (at ? cell(row[key]) : row.to ? el("a", { href: row.to }, cell(row[key])) : [cell(row[key]), ` (${NOT_SHOWN})`]))));
  }
}
