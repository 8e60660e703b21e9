// A button that opens the browser's own print dialog. Without script it stays hidden
// and the hint beside it says how to print.
"use strict";

(() => {
  const button = document.querySelector("button[data-print]");
  button.hidden = false;
  button.addEventListener("click", () => window.print());
})();
