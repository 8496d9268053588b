// Passkeys: asks the device and puts its answer into the form. Without support nothing is offered.
"use strict";

{
  const bytes = (text) => Uint8Array.from(
    atob(text.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0),
  );
  const letters = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  // What is asked comes as JSON; a device takes bytes.
  function asked(told) {
    const options = { ...told, challenge: bytes(told.challenge) };
    if (told.user) options.user = { ...told.user, id: bytes(told.user.id) };
    options.excludeCredentials = told.excludeCredentials?.map((each) => ({ ...each, id: bytes(each.id) }));
    return options;
  }

  function answered(key) {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (key.response[name]) response[name] = letters(key.response[name]);
    }
    return JSON.stringify({ id: key.id, rawId: letters(key.rawId), type: key.type, response });
  }

  async function fill(form) {
    const answer = await fetch(form.dataset.passkey, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (answer.redirected) { location.assign(answer.url); return; } // a fresh code comes first
    const publicKey = asked(await answer.json());
    const key = await navigator.credentials[form.dataset.does]({ publicKey });
    form.elements.answer.value = answered(key);
    form.submit();
  }

  for (const form of document.querySelectorAll("[data-passkey]")) {
    // A passkey is bound to a name: where the desk is reached by a number there is none.
    form.hidden = !window.PublicKeyCredential || /^[\d.:[\]]+$/.test(location.hostname);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const failed = form.querySelector("[data-failed]");
      failed.hidden = true;
      try {
        await fill(form);
      } catch {
        failed.hidden = false;
        form.querySelector("button").disabled = false;
      }
    });
  }
}
