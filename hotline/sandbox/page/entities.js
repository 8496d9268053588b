/** Turns a text and its entities into nodes; offsets count UTF-16 units, as JavaScript does. */

import { el } from "./dom.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

const PRESSABLE = new Set(["url", "text_link", "email", "phone_number", "mention", "text_mention"]);

/**
 * A fragment for `text`. `hands.command(words)` sends a bot command and
 * `hands.open(address)` shows where a link would lead.
 */
export function formatted(text, entities = [], hands = {}) {
  return between(text, 0, text.length, [...entities].sort(outermostFirst), hands);
}

const outermostFirst = (one, other) => one.offset - other.offset || other.length - one.length;

function between(text, start, end, entities, hands) {
  const fragment = document.createDocumentFragment();
  let at = start;
  let rest = entities;
  while (rest.length > 0) {
    const [outer, ...others] = rest;
    const from = Math.max(outer.offset, at);
    const to = Math.min(outer.offset + outer.length, end);
    const { inside, after } = parted(others, to);
    if (to > from) {
      fragment.append(text.slice(at, from));
      fragment.append(wrapped(
        outer,
        text.slice(from, to),
        between(text, from, to, inside, hands),
        hands,
      ));
      at = to;
    }
    rest = after;
  }
  fragment.append(text.slice(at, end));
  return fragment;
}

/** What begins before `edge` goes inside; a part reaching over it comes again after. */
function parted(entities, edge) {
  const inside = [];
  const after = [];
  for (const entity of entities) {
    const end = entity.offset + entity.length;
    if (entity.offset < edge) inside.push(entity);
    if (entity.offset >= edge) after.push(entity);
    else if (end > edge) after.push({ ...entity, offset: edge, length: end - edge });
  }
  return { inside, after: after.sort(outermostFirst) };
}

function wrapped(entity, words, content, hands) {
  if (entity.type === "bot_command") {
    return el(
      "button",
      { type: "button", class: "inline-link", onclick: () => hands.command?.(words) },
      content,
    );
  }
  if (PRESSABLE.has(entity.type)) {
    const address = entity.url ?? words;
    return el(
      "button",
      {
        type: "button",
        class: "inline-link",
        title: address,
        onclick: () => hands.open?.(address),
      },
      content,
    );
  }
  if (entity.type === "spoiler") return spoiler(content);
  return el(
    TAGS[entity.type] ?? "span",
    TAGS[entity.type] === "blockquote" ? { dir: "auto" } : {},
    content,
  );
}

function spoiler(content) {
  const cover = el(
    "button",
    { type: "button", class: "spoiler", "aria-expanded": "false" },
    el("span", {}, content),
  );
  cover.addEventListener("click", () => cover.setAttribute("aria-expanded", "true"));
  return cover;
}
