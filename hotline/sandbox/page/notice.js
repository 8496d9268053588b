/** Short remarks over a panel, and alerts that wait for an answer. */

import { el } from "./dom.js";

const SHOWN_FOR = 5000;

/** A place for remarks: `say(text)` shows one and takes it away by itself. */
export function notices() {
  const element = el(
    "p",
    { class: "notice", role: "status", dir: "auto", "data-testid": "notice" },
  );
  let timer = null;
  function say(text) {
    clearTimeout(timer);
    element.textContent = text;
    timer = setTimeout(() => (element.textContent = ""), SHOWN_FOR);
  }
  return { element, say };
}

/** What a bot says with `show_alert`: one sentence and one button. */
export function alertBox(text) {
  const box = el("dialog", { class: "alert" }, el("p", { dir: "auto" }, text));
  box.append(el("form", { method: "dialog" }, el("button", { class: "plain-button" }, "OK")));
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}
