// Keeps what was filled in while the page is open, so that a lost connection or a
// closed page does not lose it. The draft lives in this tab only and goes when the
// answers have arrived. Nothing here is needed to send the form.
"use strict";

(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const shownFor = form.elements.shown_for?.value ?? "";
  const key = `draft:${form.dataset.draft}:${shownFor}`;
  const carried = new Set(["csrfmiddlewaretoken", "submission_key", "shown_for"]);
  const hasErrors = document.querySelector("[role=alert]") !== null;
  const isCorrection = form.elements.corrects !== undefined;

  const save = () => {
    const pairs = [...new FormData(form)].filter(([name]) => !carried.has(name));
    sessionStorage.setItem(key, JSON.stringify(pairs));
  };

  const restore = () => {
    const pairs = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    for (const [name, value] of pairs) {
      const fields = form.querySelectorAll(`[name="${CSS.escape(name)}"]`);
      for (const field of fields) {
        if (field.type === "radio" || field.type === "checkbox") {
          if (field.value === value) field.checked = true;
        } else {
          field.value = value;
        }
      }
    }
  };

  try {
    // The server's own page of errors has the newest answers already.
    if (!hasErrors && !isCorrection) restore();
    form.addEventListener("input", save);
    form.addEventListener("submit", (event) => {
      const offline = form.querySelector(".offline");
      if (navigator.onLine === false && offline) {
        event.preventDefault();
        offline.hidden = false;
        offline.scrollIntoView();
        return;
      }
      save();
    });
    window.addEventListener("online", () => {
      const offline = form.querySelector(".offline");
      if (offline) offline.hidden = true;
    });
  } catch {
    // Storage can be switched off; the form works without it.
  }
  document.querySelector("[role=alert]")?.scrollIntoView();
})();
