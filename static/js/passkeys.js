// Passkeys: asks the browser for a credential and posts it as JSON.
//
// <form data-passkey="login">   asks the server for a challenge first
// <form data-passkey="get">     the challenge stands in the page (data-options)
// <form data-passkey="create">  makes a new key from what stands in the page
//
// A form has a field `credential`, one button, and a paragraph with role="alert"
// that is shown when it fails. Browsers refuse passkeys on an address that is a
// number: there the forms go, and a paragraph with data-passkey-on-number says why.
"use strict";

(() => {
  const toBytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

  const toText = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=/g, "");

  const withBytes = (list) => (list || []).map((item) => ({ ...item, id: toBytes(item.id) }));

  const parseOptions = ({ publicKey }) => {
    const options = { ...publicKey, challenge: toBytes(publicKey.challenge) };
    if (publicKey.user) {
      options.user = { ...publicKey.user, id: toBytes(publicKey.user.id) };
      options.excludeCredentials = withBytes(publicKey.excludeCredentials);
    } else {
      options.allowCredentials = withBytes(publicKey.allowCredentials);
    }
    return options;
  };

  const asJson = (credential) => {
    const response = {};
    const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
    for (const name of names) {
      if (credential.response[name]) response[name] = toText(credential.response[name]);
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports();
    return JSON.stringify({
      type: credential.type,
      id: credential.id,
      rawId: toText(credential.rawId),
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  };

  const optionsOf = async (form) => {
    if (form.dataset.passkey === "login") {
      const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      return parseOptions((await answer.json()).request_options);
    }
    return parseOptions(JSON.parse(document.getElementById(form.dataset.options).textContent));
  };

  const create = (form, options) => {
    const alone = Boolean(form.elements.passwordless && form.elements.passwordless.checked);
    options.authenticatorSelection = {
      ...options.authenticatorSelection,
      residentKey: alone ? "required" : "discouraged",
      requireResidentKey: alone,
    };
    if (alone) options.authenticatorSelection.userVerification = "required";
    return navigator.credentials.create({ publicKey: options });
  };

  const run = async (form) => {
    const alert = form.querySelector("[role=alert]");
    const button = form.querySelector("button");
    alert.hidden = true;
    button.disabled = true;
    try {
      const options = await optionsOf(form);
      const credential =
        form.dataset.passkey === "create"
          ? await create(form, options)
          : await navigator.credentials.get({ publicKey: options });
      form.elements.credential.value = asJson(credential);
      form.submit();
    } catch {
      alert.hidden = false;
    } finally {
      button.disabled = false;
    }
  };

  const onNumber = /^[\d.]+$|:/.test(location.hostname);
  for (const notice of document.querySelectorAll("[data-passkey-on-number]")) {
    notice.hidden = !onNumber;
  }
  for (const form of document.querySelectorAll("[data-passkey]")) {
    form.hidden = onNumber || !window.PublicKeyCredential;
  }
  if (onNumber || !window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("[data-passkey]")) {
    form.querySelector("button").addEventListener("click", () => run(form));
    form.addEventListener("submit", (event) => {
      // Enter in a text field: the key first, then the form.
      event.preventDefault();
      run(form);
    });
  }
})();
