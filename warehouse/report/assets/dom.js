// Elements. Text comes in as text and never as markup.

/** An element with properties and children; a child that is text is put as text of ours or anybody's, null is none. */
function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "data") Object.assign(element.dataset, value);
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key in element && key !== "list") element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    if (child instanceof Node) element.append(child);
    else put(element, child);
  }
  return element;
}

/** A link to an address that a paper or a dump states, or just its words where it is not one of the web. */
function outward(address, label = said(address)) {
  if (!/^https?:\/\/[^\s]+$/i.test(address) || controls.test(address)) return label;
  return el("a", { href: address, rel: "noopener noreferrer nofollow", target: "_blank" }, label);
}

function button(label, onclick, properties = {}) {
  return el("button", { type: "button", onclick, ...properties }, label);
}

/** A select of choices, each a value or a pair of value and label. */
function select(choices, value, onchange, properties = {}) {
  const options = choices.map((choice) => {
    const [key, label] = Array.isArray(choice) ? choice : [choice, choice];
    return el("option", { value: key, selected: key === value }, inert(label));
  });
  return el("select", { onchange: (event) => onchange(event.target.value), ...properties }, options);
}

/** Names and what they hold, as a description list. */
function described(pairs) {
  return pairs.map(([name, what]) => [el("dt", {}, name), el("dd", {}, what)]);
}

/** A table whose cells tell their column where there is no room for a head. */
function table(columns, rows) {
  const head = columns.map(([label, kind]) => el("th", { scope: "col", className: kind ?? "" }, label));
  const body = rows.map((row) => {
    const cells = row.map((cell, at) => el("td", { className: columns[at][1] ?? "", data: { label: columns[at][0] } }, cell));
    return el("tr", {}, cells);
  });
  return el("table", {}, el("thead", {}, el("tr", {}, head)), el("tbody", {}, body));
}

/** Do something when nothing else is to be done; where a browser does not tell, soon. */
function whenIdle(work) {
  (window.requestIdleCallback ?? setTimeout)(work);
}

let silence = 0;

/** Say something in passing. */
function say(text) {
  const place = document.getElementById("say");
  place.replaceChildren(text);
  clearTimeout(silence);
  silence = setTimeout(() => place.replaceChildren(), 4000);
}

/** Put text on the clipboard; where the browser does not let us, by the way that it had before. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { value: text, readOnly: true, ariaHidden: "true" });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say("Copied");
}

/** What a browser keeps for this page, or nothing where it keeps nothing. */
const kept = {
  get(key) {
    try {
      return localStorage.getItem(`paperlake:${key}`);
    } catch {
      return null;
    }
  },
  /** Keep a value; false where that cannot be. */
  set(key, value) {
    try {
      localStorage.setItem(`paperlake:${key}`, value);
      return true;
    } catch {
      return false;
    }
  },
};
