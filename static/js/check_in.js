// "None of these" and a sign exclude each other: tapping one unticks the other. The
// server refuses both together, so nothing depends on this.
"use strict";

(() => {
  const ticks = [...document.querySelectorAll('input[type=checkbox][value="none"], input[type=checkbox][value="nothing"]')];
  for (const none of ticks) {
    const others = [...document.getElementsByName(none.name)].filter((box) => box !== none);
    none.addEventListener("change", () => {
      if (none.checked) for (const box of others) box.checked = false;
    });
    for (const box of others) {
      box.addEventListener("change", () => {
        if (box.checked) none.checked = false;
      });
    }
  }
  // The first answer that is missing or wrong, so that nobody has to look for it.
  document
    .querySelector(".errors")
    ?.closest("fieldset, .question, .stack, div")
    ?.querySelector("input:not([type=hidden]), select, textarea")
    ?.focus({ preventScroll: true });
})();
