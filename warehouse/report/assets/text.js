// Text of papers: offsets, and characters that must not act.
// Offsets count code points, as Python does; strings here count UTF-16 units. Only text with surrogates has a difference.

const SURROGATE = /[\ud800-\udfff]/;

/** The UTF-16 index at which a text's code point of this number begins. */
function unitAt(text, point) {
  if (!SURROGATE.test(text)) return point;
  let unit = 0;
  for (let left = point; left > 0 && unit < text.length; left -= 1) unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
  return unit;
}

/** The number of code points before a UTF-16 index. */
function pointAt(text, unit) {
  return SURROGATE.test(text) ? [...text.slice(0, unit)].length : unit;
}

/** What stands between two offsets in code points. */
function slice(text, start, end) {
  return text.slice(unitAt(text, start), unitAt(text, end));
}

let controls = null;

/** Say which characters must not act, as the inside of a class of a regular expression. */
function setControls(characters) {
  controls = new RegExp(`([${characters}])`, "u");
}

/** The text for places that hold no elements: characters that would act are replaced. */
function inert(text) {
  return String(text).split(controls).map((piece, at) => (at % 2 ? "\ufffd" : piece)).join("");
}

/** Append the text to an element, a character that would act shown by its number. What the element says stays the text, to the character. */
function put(element, text) {
  String(text).split(controls).forEach((piece, at) => {
    if (!(at % 2)) {
      if (piece) element.append(piece);
      return;
    }
    const control = document.createElement("span");
    control.className = "control";
    control.dataset.code = `U+${piece.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    control.append(piece);
    element.append(control);
  });
  return element;
}

/** Words that somebody else wrote, isolated from the direction of ours. */
function said(text, className = "") {
  const element = put(document.createElement("bdi"), text);
  if (className) element.className = className;
  return element;
}

const SCALES = [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "K"]];

/** A number as people write it: 1.2T, 350M, 61.3. */
function short(number) {
  const [scale, letter] = SCALES.find(([least]) => Math.abs(number) >= least) ?? [1, ""];
  return `${Number((number / scale).toPrecision(6)).toLocaleString("en", { maximumFractionDigits: 4 })}${letter}`;
}

/** The other way round: 1.7B is 1700000000; NaN for what is no number. */
function written(text) {
  const parts = /^([+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.?\d+)(?:e\d+)?)\s*([KMBT]?)$/i.exec(text.trim().replace("\u2212", "-"));
  if (!parts) return NaN;
  const scale = SCALES.find(([, letter]) => letter === parts[2].toUpperCase())?.[0] ?? 1;
  const number = Number(parts[1].replaceAll(",", "")) * scale;
  return scale > 1 ? Math.round(number) : number;
}

function counted(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** A table's or a column's name as words. */
function words(name) {
  const spaced = name.replaceAll("_", " ");
  return spaced.slice(0, 1).toUpperCase() + spaced.slice(1);
}

/** A day as ISO 8601 writes it, in words; `--06-03` has no year. */
function day(iso) {
  if (!iso) return "";
  const yearless = iso.startsWith("--");
  const at = new Date(`${yearless ? `2000${iso.slice(1)}` : iso}T00:00:00Z`);
  return at.toLocaleDateString("en-GB", { day: "numeric", month: "long", timeZone: "UTC", ...(yearless ? {} : { year: "numeric" }) });
}

/** A moment as ISO 8601 writes it, in words. */
function moment(iso) {
  return iso ? `${day(iso.slice(0, 10))}, ${iso.slice(11, 16)} UTC` : "";
}
