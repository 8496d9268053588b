/** Draws one message: its words, what is attached, its buttons and its small print. */

import { el, iconButton } from "./dom.js";
import { formatted } from "./entities.js";
import { serviceSentence } from "./service.js";

const ATTACHED = ["voice", "photo", "document", "location", "contact"];
const STYLES = new Set(["danger", "primary", "success"]);

/**
 * A list item for `message`. `view` says how to look at it: `mine(message)`,
 * `authors` (whether to name them), `quoted(id)`, and the hands `command`,
 * `open`, `press(message, button, element)`, `reply(message)`, `remove(message)`.
 */
export function drawn(message, view) {
  const item = el("li", { class: "message", "data-testid": `message-${message.message_id}` });
  if (message.service) {
    item.classList.add("is-service");
    item.append(el("p", { class: "service", dir: "auto" }, serviceSentence(message)));
    return item;
  }
  item.classList.add(view.mine(message) ? "is-mine" : "is-theirs");
  item.append(el("div", { class: "line" }, bubble(message, view), actions(message, view)));
  if (message.buttons?.length) item.append(keyboard(message, view));
  return item;
}

function bubble(message, view) {
  const body = el("div", { class: `bubble${message.protected ? " is-protected" : ""}` });
  if (view.authors && !view.mine(message)) {
    body.append(el("p", { class: "author", dir: "auto" }, message.from?.first_name ?? ""));
  }
  if (message.reply_to) body.append(quote(message, view));
  body.append(...attachments(message, view));
  const words = message.text ?? message.caption;
  if (words) body.append(el(
    "div",
    { class: "words", dir: "auto" },
    formatted(words, message.entities, view),
  ));
  body.append(smallPrint(message));
  return body;
}

function quote(message, view) {
  const id = typeof message.reply_to === "object" ? message.reply_to.message_id : message.reply_to;
  return el("p", { class: "quote", dir: "auto" }, summary(view.quoted(id)));
}

/** A message in a few words, for quotes and lists. */
export function summary(message) {
  if (!message) return "an earlier message";
  const words = message.text ?? message.caption;
  if (words) return words.length > 80 ? `${words.slice(0, 79)}…` : words;
  if (message.service) return serviceSentence(message);
  return ATTACHED.find((kind) => message[kind]) ?? "message";
}

function attachments(message, view) {
  const parts = [];
  if (message.photo) parts.push(el(
    "img",
    { class: "photo", src: message.photo.url, alt: "Photo" },
  ));
  if (message.voice) parts.push(voice(message.voice));
  if (message.document) parts.push(fileCard(message.document));
  if (message.location) parts.push(place(message.location));
  if (message.contact) parts.push(contactCard(message.contact, view));
  return parts;
}

function voice(recording) {
  return el(
    "audio",
    {
      class: "voice",
      controls: true,
      preload: "metadata",
      src: recording.url,
      "aria-label": "Voice message",
    },
  );
}

function fileCard(file) {
  const name = file.file_name ?? "file";
  return el(
    "a",
    { class: "card", href: file.url, download: name },
    el("span", { class: "card-kind" }, "File"),
    el("bdi", {}, name),
  );
}

function place({ latitude, longitude }) {
  const where = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return el(
    "p",
    { class: "card" },
    el("span", { class: "card-kind" }, "Place"),
    el("bdi", { dir: "ltr" }, where),
  );
}

function contactCard(contact, view) {
  const call = () => view.open?.(contact.phone_number);
  const number = el(
    "button",
    { type: "button", class: "inline-link", dir: "ltr", onclick: call },
    contact.phone_number,
  );
  return el(
    "p",
    { class: "card" },
    el("span", { class: "card-kind" }, "Contact"),
    el("bdi", {}, contact.first_name ?? ""),
    number,
  );
}

function smallPrint(message) {
  const moment = new Date(message.date * 1000);
  const line = el("p", { class: "small-print" });
  for (const reaction of message.reactions ?? []) {
    line.append(el("span", { class: "reaction" }, reaction.emoji ?? String(reaction)));
  }
  if (message.protected) line.append(el(
    "span",
    { title: "Cannot be copied or forwarded" },
    "protected",
  ));
  if (message.silent) line.append(el("span", { title: "Arrived without a sound" }, "silent"));
  if (message.edit_date) line.append(el("span", { class: "edited" }, "edited"));
  line.append(el(
    "time",
    { datetime: moment.toISOString(), title: moment.toLocaleString("en-GB") },
    clockTime(moment),
  ));
  return line;
}

const clockTime = (moment) => moment.toLocaleTimeString(
  "en-GB",
  { hour: "2-digit", minute: "2-digit" },
);

function actions(message, view) {
  const shelf = el("div", { class: "actions" });
  if (view.reply) shelf.append(iconButton(
    "reply",
    "Reply to this message",
    () => view.reply(message),
  ));
  if (view.mine(message)) shelf.append(iconButton(
    "remove",
    "Delete this message",
    () => view.remove(message),
  ));
  return shelf;
}

function keyboard(message, view) {
  const rows = message.buttons.map((row) =>
    el("div", { class: "keys" }, ...row.map((button) => key(message, button, view))),
  );
  return el("div", { class: "keyboard", role: "group", "aria-label": "Buttons" }, ...rows);
}

function key(message, button, view) {
  const style = STYLES.has(button.style) ? `key is-${button.style}` : "key";
  const press = (event) => view.press(message, button, event.currentTarget);
  const attributes = {
    type: "button",
    class: style,
    dir: "auto",
    title: button.url,
    disabled: button.disabled,
    onclick: press,
  };
  return el("button", attributes, button.text);
}
