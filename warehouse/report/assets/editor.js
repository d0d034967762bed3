// A form for the fields of a row, to change it or to add one.

/** The form, which takes up what was typed before the page was drawn anew; `save` is told the row that the reader made of it, with its evidence. */
function editor(name, row, paper, save, cancel) {
  const place = ({ evidence, evidence_field, evidence_start, evidence_end }) => ({ evidence, evidence_field, evidence_start, evidence_end });
  const draft = (state.editing.draft ??= { texts: {}, evidence: place(row) });
  const quote = el("q", {}, said(draft.evidence.evidence));
  const fault = el("p", { className: "wide fault", role: "alert" });
  const inputs = Object.fromEntries(lake.claims[name].map((field) => [field.name, input(field, draft.texts[field.name] ?? row[field.name])]));
  const form = el("form", { className: "editor", onsubmit: submit, oninput: keepTexts },
    lake.claims[name].map((field) => el("label", { title: field.meaning }, words(field.name), inputs[field.name])),
    el("p", { className: "wide" }, "Evidence ", quote, " ",
      button("Use the selected words", reselect, { className: "small", onmousedown: (event) => event.preventDefault() })),
    fault,
    el("p", { className: "wide acts" }, el("button", { className: "small primary" }, "Keep"), button("Cancel", cancel, { className: "small" })));
  return form;

  function keepTexts() {
    draft.texts = Object.fromEntries(Object.entries(inputs).map(([field, { value }]) => [field, value]));
  }

  function reselect() {
    const selected = selectedIn(paper);
    fault.replaceChildren(selected ? "" : "Select the words in the title or the abstract first.");
    if (!selected) return;
    draft.evidence = selected;
    quote.replaceChildren(said(selected.evidence));
  }

  function submit(event) {
    event.preventDefault();
    try {
      const claim = Object.fromEntries(lake.claims[name].map((field) => [field.name, valueOf(field, inputs[field.name].value)]));
      const length = [...draft.evidence.evidence].length;
      if (length < 2 || length > 300) throw new Error("Evidence has 2 to 300 characters.");
      save({ ...claim, ...draft.evidence });
    } catch (error) {
      fault.replaceChildren(error.message);
    }
  }
}

function input(field, value) {
  if (field.values.length) {
    const choices = field.values.map((each) => [each, each.replaceAll("_", " ")]);
    return select(field.required ? choices : [["", "none"], ...choices], value ?? (field.required ? field.values[0] : ""), () => {});
  }
  return el("input", { type: "text", value: value ?? "", placeholder: field.type === "string" ? "" : "1.7B", autocomplete: "off" });
}

/** What a reader wrote as a value of a field. Throws an Error with what is wrong. */
function valueOf(field, text) {
  if (!text.trim()) {
    if (field.required) throw new Error(`${words(field.name)} is needed.`);
    return null;
  }
  if (field.type === "string") return text.trim();
  const number = written(text);
  if (Number.isNaN(number)) throw new Error(`${words(field.name)} is a number, such as 7000000000 or 7B.`);
  if (field.type === "int64" && !(Number.isSafeInteger(number) && number > 0)) throw new Error(`${words(field.name)} is a whole number above 0.`);
  return number;
}
