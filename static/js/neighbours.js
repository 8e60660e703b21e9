// j and k lead to the next and the previous athlete, as their links do. Not while
// something is typed, and not together with another key.
"use strict";

(() => {
  const hint = document.querySelector("[data-key-hint]");
  if (hint) hint.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    if (event.key !== "j" && event.key !== "k") return;
    document.querySelector(`a[data-key="${event.key}"]`)?.click();
  });
})();
