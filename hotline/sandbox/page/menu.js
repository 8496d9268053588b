/** A button that opens a small panel; Escape or a press elsewhere closes it. */

import { el, iconButton } from "./dom.js";

/** `fill(close)` gives the panel's rows each time it opens. */
export function menu(name, label, fill, attributes = {}) {
  const panel = el(
    "div",
    { class: "menu-panel", role: "group", "aria-label": label, hidden: true },
  );
  const button = iconButton(name, label, () => (panel.hidden ? open() : close()), {
    "aria-expanded": "false",
    ...attributes,
  });
  const box = el("div", { class: "menu" }, button, panel);

  function open() {
    panel.replaceChildren(...fill(close));
    panel.hidden = false;
    button.setAttribute("aria-expanded", "true");
    panel.querySelector("button, select")?.focus();
  }

  function close() {
    const held = panel.contains(document.activeElement);
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (held) button.focus();
  }

  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    event.stopPropagation();
    close();
  });
  // The press that closes may land anywhere, also on something that re-draws itself.
  document.addEventListener("pointerdown", (event) => !box.contains(event.target) && close());
  box.addEventListener(
    "focusout",
    (event) => event.relatedTarget && !box.contains(event.relatedTarget) && close(),
  );
  return box;
}

/** One row of such a panel. */
export function choice(text, onclick, attributes = {}) {
  return el("button", { type: "button", class: "menu-choice", onclick, ...attributes }, text);
}
