// The evidence in a text: stretches that rows rest on.

/** Put a text into an element, with a mark around each stretch that a row of this field rests on; `entries` are those of the page's rows. */
function putMarked(element, text, field, entries) {
  const spans = entries
    .map(({ row, name }, at) => ({ at, name, field: row.evidence_field, start: unitAt(text, row.evidence_start), end: unitAt(text, row.evidence_end) }))
    .filter((span) => span.field === field)
    .sort((one, other) => one.end - one.start - (other.end - other.start));
  const edges = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort((one, other) => one - other);
  for (let piece = 0; piece + 1 < edges.length; piece += 1) {
    const [start, end] = [edges[piece], edges[piece + 1]];
    // the shortest first: its colour is the stretch's own
    const over = spans.filter((span) => span.start <= start && span.end >= end);
    const stretch = text.slice(start, end);
    if (!over.length) {
      put(element, stretch);
      continue;
    }
    const names = [...new Set(over.map(({ name }) => name))];
    const lit = put(el("mark", { className: `${names[0]}${names.length > 1 ? " several" : ""}`, data: { rows: over.map(({ at }) => at).join(" ") } }), stretch);
    if (names.length > 1) lit.style.setProperty("--also", `var(--${names[1]})`);
    element.append(lit);
  }
  return element;
}

/** Let rows and marks light each other up under the pointer, and on focus; a click on a mark shows its row. */
function connect(sheet) {
  const light = (rows) => {
    for (const each of sheet.querySelectorAll("mark, .row")) {
      const own = (each.dataset.rows ?? each.dataset.row).split(" ");
      each.classList.toggle("lit", own.some((at) => rows.includes(at)));
    }
  };
  const rowsAt = (event) => {
    const over = event.target.closest?.("mark, .row");
    return over ? (over.dataset.rows ?? over.dataset.row).split(" ") : [];
  };
  sheet.addEventListener("pointerover", (event) => light(rowsAt(event)));
  sheet.addEventListener("pointerleave", () => light([]));
  sheet.addEventListener("focusin", (event) => light(rowsAt(event)));
  sheet.addEventListener("click", (event) => {
    const over = event.target.closest?.("mark");
    if (over) sheet.querySelector(`.row[data-row="${over.dataset.rows.split(" ")[0]}"]`).scrollIntoView({ block: "nearest", behavior: "smooth" });
  });
}
