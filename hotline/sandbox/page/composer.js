/** Where a person or an operator writes, attaches things and answers a message. */

import { el, icon, iconButton } from "./dom.js";
import { choice, menu } from "./menu.js";
import { summary } from "./message.js";

/** Invented: a number nobody has, and the middle of a city. */
const SAMPLES = [
  ["voice", "Voice message", () => ({ voice: true })],
  ["photo", "Photo", () => ({ photo: true })],
  ["document", "Document", () => ({ document: true })],
  ["place", "Place", () => ({ location: { latitude: 43.238, longitude: 76.945 } })],
  ["contact", "Contact", (who) => ({ contact: { phone_number: "+70000000000", ...who } })],
];
const WITH_CAPTION = new Set(["voice", "photo", "document"]);

export class Composer {
  /** `send(message)` resolves to whether it went out; `contact()` is the card to share. */
  constructor({ label, send, contact }) {
    this.deliver = send;
    this.contact = contact;
    this.answered = null;
    // A text field, not a textarea: Enter sends, and long drafts are for the web desk.
    this.input = el("input", {
      type: "text", class: "composer-input", dir: "auto", autocomplete: "off", maxlength: "4096",
      "aria-label": label, placeholder: "Message", enterkeyhint: "send", "data-testid": "composer",
    });
    this.quote = el("div", { class: "composer-quote", hidden: true });
    const attach = menu(
      "attach",
      "Attach",
      (close) => this.samples(close),
      { "data-testid": "attach" },
    );
    const go = el(
      "button",
      {
        type: "submit",
        class: "icon-button send",
        "aria-label": "Send",
        title: "Send",
        "data-testid": "send",
      },
      icon("send"),
    );
    const row = el("div", { class: "composer-row" }, attach, this.input, go);
    this.element = el(
      "form",
      { class: "composer", onsubmit: (event) => this.submit(event) },
      this.quote,
      row,
    );
    this.element.addEventListener(
      "keydown",
      (event) => event.key === "Escape" && this.answer(null),
    );
  }

  setPlaceholder(text) {
    this.input.placeholder = text;
  }

  async submit(event) {
    event.preventDefault();
    const text = this.input.value;
    if (!text.trim()) return;
    this.input.value = "";
    if (!(await this.out({ text })) && !this.input.value) this.input.value = text;
  }

  async attach(kind, sample) {
    const message = sample(this.contact());
    const words = this.input.value.trim();
    if (words && WITH_CAPTION.has(kind)) message.caption = words;
    if ((await this.out(message)) && message.caption) this.input.value = "";
    this.input.focus();
  }

  async out(message) {
    const reply_to = this.answered?.message_id;
    this.answer(null);
    return this.deliver(reply_to ? { ...message, reply_to } : message);
  }

  samples(close) {
    return SAMPLES.map(([kind, name, sample]) => {
      const row = choice(
        name,
        () => { close(); this.attach(kind, sample); },
        { "data-testid": `attach-${kind}` },
      );
      row.prepend(icon(kind));
      return row;
    });
  }

  /** Begins an answer to `message`, or gives it up with `null`. */
  answer(message) {
    this.answered = message;
    this.quote.hidden = message === null;
    if (message === null) return;
    const words = el("span", { dir: "auto" }, summary(message));
    this.quote.replaceChildren(
      words,
      iconButton("close", "Do not reply to it", () => this.answer(null)),
    );
    this.input.focus();
  }
}
