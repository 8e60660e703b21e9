// Keeps what was filled in while the page is open, so that a lost connection or a
// closed page does not lose it. The draft lives in this tab only. It goes when the
// answers have arrived, which is known once another page follows, and at log-out.
// Nothing here is needed to send the form.
//
// <form data-draft="check-in-…">     a name that no other person and no other
//                                    check-in has
// <form data-forget-drafts>          the log-out
"use strict";

(() => {
  const PREFIX = "draft:";
  const SENT = "draft-sent";
  const carried = new Set(["csrfmiddlewaretoken", "submission_key", "shown_for", "corrects"]);
  const form = document.querySelector("form[data-draft]");
  const alert = document.querySelector("[role=alert]:not([hidden])");
  const key = form && PREFIX + form.dataset.draft;

  const forgetWhatArrived = () => {
    const sent = sessionStorage.getItem(SENT);
    sessionStorage.removeItem(SENT);
    // The same form again: it was refused, or did not get through.
    if (sent !== null && sent !== key) sessionStorage.removeItem(sent);
  };

  const forgetAll = () => {
    for (const name of Object.keys(sessionStorage)) {
      if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
    }
  };

  const save = () => {
    const pairs = [...new FormData(form)].filter(([name]) => !carried.has(name));
    sessionStorage.setItem(key, JSON.stringify(pairs));
  };

  const restoreField = (field, values) => {
    const isTick = field.type === "radio" || field.type === "checkbox";
    if (isTick) field.checked = values.includes(field.value);
    else if (values.length) field.value = values[0];
    const isOther = isTick
      ? field.checked !== field.defaultChecked
      : field.defaultValue !== undefined && field.value !== field.defaultValue;
    if (isOther) field.closest("details")?.setAttribute("open", "");
  };

  const restore = () => {
    const draft = sessionStorage.getItem(key);
    if (draft === null) return;
    const pairs = JSON.parse(draft);
    for (const field of form.elements) {
      if (!field.name || carried.has(field.name)) continue;
      const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
      restoreField(field, values);
    }
  };

  const keep = () => {
    // The server's own page of errors has the newest answers already.
    if (!alert) restore();
    form.addEventListener("input", save);
    form.addEventListener("submit", (event) => {
      const offline = form.querySelector(".offline");
      save();
      if (navigator.onLine === false && offline) {
        event.preventDefault();
        offline.hidden = false;
        offline.scrollIntoView();
        return;
      }
      sessionStorage.setItem(SENT, key);
    });
    window.addEventListener("online", () => {
      const offline = form.querySelector(".offline");
      if (offline) offline.hidden = true;
    });
  };

  try {
    forgetWhatArrived();
    document.querySelector("[data-forget-drafts]")?.addEventListener("submit", forgetAll);
    if (form) keep();
  } catch {
    // Storage can be switched off; the form works without it.
  }
  if (form) alert?.scrollIntoView();
})();
