/** Builds elements without HTML strings, so that no message can become markup. */

import { SHAPES } from "./icons.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element with attributes and children. `on*` functions become listeners,
 * `null`, `undefined` and `false` are left out, `true` is an empty attribute.
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A small line drawing in the colour of the text around it. */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", `icon icon-${name}`);
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[name]);
  drawing.append(path);
  return drawing;
}

/** A button that shows only an icon and is named for everybody else. */
export function iconButton(name, label, onclick, attributes = {}) {
  const button = { type: "button", "aria-label": label, title: label, onclick, ...attributes };
  button.class = `icon-button ${attributes.class ?? ""}`.trim();
  return el("button", button, icon(name));
}
