// Fills the hidden fields of the sign-up form from the browser. Without it the
// server falls back to UTC, kilometres and the Accept-Language header.
"use strict";

(() => {
  const MILES = ["US", "GB", "LR", "MM"];
  const form = document.querySelector("[data-signup]");
  const languages = navigator.languages || [navigator.language || ""];

  const set = (name, value) => {
    if (form.elements[name] && value) form.elements[name].value = value;
  };
  const regionOf = (tag) => (/-([A-Za-z]{2})(?:-|$)/.exec(tag) || ["", ""])[1].toUpperCase();

  const region = languages.map(regionOf).find(Boolean);
  set("time_zone", Intl.DateTimeFormat().resolvedOptions().timeZone);
  set("language", (languages[0] || "").split("-")[0].toLowerCase());
  if (region) {
    set("country", region);
    set("units", MILES.includes(region) ? "mi" : "km");
  }
})();
