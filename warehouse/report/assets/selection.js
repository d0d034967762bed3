// Words that the reader selects in a title or an abstract, to rest a row on.

/** The selected words and where they stand, in code points; null where nothing of the paper's text is selected. */
function selectedIn(paper) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const around = range.commonAncestorContainer;
  const element = (around instanceof Element ? around : around.parentElement).closest("[data-field]");
  if (!element?.contains(range.startContainer) || !element.contains(range.endContainer)) return null;
  const text = paper[element.dataset.field];
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const picked = range.toString();
  // spaces at the ends are the mouse's, not the reader's
  const start = before.toString().length + (picked.length - picked.trimStart().length);
  const end = start + picked.trim().length;
  if (end === start) return null;
  return {
    evidence: text.slice(start, end), evidence_field: element.dataset.field, evidence_start: pointAt(text, start), evidence_end: pointAt(text, end),
  };
}

/** Offer, where words are selected, to add a row to a table that rests on them. */
function offerAdding(sheet, paper, add) {
  const offer = el("div", { className: "adding", role: "group", ariaLabel: "Add a row that rests on the selected words", hidden: true });
  document.addEventListener("selectionchange", show);
  sheet.append(offer);

  function show() {
    if (!offer.isConnected) {
      document.removeEventListener("selectionchange", show);
      return;
    }
    // while a row is edited, what is selected is for its evidence
    const selected = state.editing ? null : selectedIn(paper);
    if (!selected) {
      if (!offer.contains(document.activeElement)) offer.hidden = true;
      return;
    }
    const buttons = lake.tables.map((name) => button(words(name), () => {
      offer.hidden = true;
      add(name, selected);
    }, { className: `small ${name}`, onmousedown: (event) => event.preventDefault() }));
    offer.replaceChildren("Add to", ...buttons);
    offer.hidden = false;
    const at = getSelection().getRangeAt(0).getBoundingClientRect();
    offer.style.left = `${Math.max(8, Math.min(at.left + scrollX, innerWidth - offer.offsetWidth - 8))}px`;
    offer.style.top = `${at.bottom + scrollY + 8}px`;
  }
}
