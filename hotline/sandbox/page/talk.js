/** A list of messages that follows the newest one unless somebody is reading above. */

import { el, iconButton } from "./dom.js";
import { drawn } from "./message.js";

/** As near to the end as this counts as reading the newest. */
const NEAR = 48;

const dayOf = (message) => new Date(message.date * 1000).toLocaleDateString(
  "en-GB",
  { day: "numeric", month: "long" },
);

/** The number of the newest message a bot wrote here; 0 when there is none. */
export function newestOfBot(messages) {
  const numbers = messages.filter(({ from }) => from?.is_bot).map(({ message_id }) => message_id);
  return Math.max(0, ...numbers);
}

export class Talk {
  /**
   * `hint` is shown while there is no message; `view` is what `message.drawn`
   * needs, without `quoted`, which this list knows itself.
   */
  constructor(name, hint, view) {
    this.view = { ...view, quoted: (id) => this.shown.get(id)?.message };
    this.shown = new Map();
    this.pinned = true;
    // A log announces what is added, politely, and nothing when a message is edited in place.
    this.list = el(
      "ol",
      { class: "messages", role: "log", "aria-label": name, "data-hint": hint, tabindex: "0" },
    );
    this.toNewest = iconButton(
      "down",
      "To the newest message",
      () => this.scrollDown(),
      { class: "to-newest", hidden: true },
    );
    this.element = el("div", { class: "talk" }, this.list, this.toNewest);
    this.list.addEventListener("scroll", () => this.notePlace());
    // A picture gets its height after it was drawn; load events do not bubble.
    this.list.addEventListener("load", () => this.pinned && this.scrollDown(), true);
    new ResizeObserver(() => this.pinned && this.scrollDown()).observe(this.list);
  }

  notePlace() {
    const below = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight;
    this.pinned = below < NEAR;
    this.toNewest.hidden = this.pinned;
  }

  scrollDown() {
    this.list.scrollTop = this.list.scrollHeight;
    this.toNewest.hidden = true;
    this.pinned = true;
  }

  /** Shows exactly these messages, touching only those that changed. */
  show(messages) {
    const gone = new Set(this.shown.keys());
    const focus = this.focusedPlace();
    messages.forEach((message) => gone.delete(message.message_id));
    for (const id of gone) {
      this.shown.get(id).element.remove();
      this.shown.delete(id);
    }
    let previous = null;
    for (const [index, message] of messages.entries()) {
      const day = dayOf(message);
      const begins = index > 0 && day !== dayOf(messages[index - 1]);
      previous = this.place(message, previous, begins ? day : null);
    }
    this.restore(focus);
    if (this.pinned) this.scrollDown();
  }

  /** `day` is named above the first message of another day. */
  place(message, previous, day) {
    // Whose message it is may change too: at the desk, with the operator.
    const print = JSON.stringify([message, this.view.mine(message), day]);
    const known = this.shown.get(message.message_id);
    let element = known?.element;
    if (known?.print !== print) {
      element = drawn(message, this.view);
      if (day) element.prepend(el("p", { class: "day" }, day));
      known?.element.replaceWith(element);
      this.shown.set(message.message_id, { message, print, element });
    }
    const next = previous ? previous.nextSibling : this.list.firstChild;
    if (next !== element) this.list.insertBefore(element, next);
    return element;
  }

  /** Where the keyboard is, so that an edited message does not take it away. */
  focusedPlace() {
    const active = document.activeElement;
    if (!this.list.contains(active) || active === this.list) return null;
    const item = active.closest(".message");
    const id = [...this.shown].find(([, entry]) => entry.element === item)?.[0];
    return { id, index: [...item.querySelectorAll("button, a, audio")].indexOf(active), active };
  }

  restore(place) {
    if (!place || document.activeElement === place.active) return;
    const choices = this.shown.get(place.id)?.element.querySelectorAll("button, a, audio") ?? [];
    const target = choices[Math.min(place.index, choices.length - 1)] ?? this.list;
    target.focus({ preventScroll: true });
  }
}
