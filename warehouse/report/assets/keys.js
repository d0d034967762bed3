// The keyboard: / to search, arrows to go from paper to paper, Esc to go back.

function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input, select, textarea");
    const { part, asked } = here();
    if (event.key === "Escape") escape(typing, part);
    else if (part === "papers" && (event.key === "ArrowDown" || event.key === "ArrowUp") && (!typing || typing.id === "search")) {
      if (move(event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    } else if (typing || state.editing) return;
    else if (event.key === "/") {
      event.preventDefault();
      if (part !== "papers") {
        // at once, so that the letters typed next are not lost, as they would be until the event of a new address
        const oldURL = location.href;
        history.pushState(null, "", addressOf("papers", current.asked));
        go({ oldURL });
      }
      document.getElementById("search").focus();
    } else if (part === "paper" && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      const { before, after } = neighbours(asked.place);
      const next = event.key === "ArrowLeft" ? before : after;
      if (next !== undefined) location.hash = lake.papers.paper_id[next];
    }
  });
}

function escape(typing, part) {
  if (state.editing) {
    state.editing = null;
    render();
  } else if (typing?.id === "search" && typing.value) {
    typing.value = "";
    typing.dispatchEvent(new Event("input"));
  } else if (typing) typing.blur();
  else if (part === "paper") location.hash = addressOf("papers", current.asked);
}

/** Go to the next entry of the list, or the one before; from the search to the first. False where there is none. */
function move(by) {
  const entries = [...document.querySelectorAll(".entries a")];
  const at = entries.indexOf(document.activeElement);
  const next = at + by;
  if (next < 0) document.getElementById("search").focus();
  else entries[next]?.focus();
  return next < entries.length;
}
