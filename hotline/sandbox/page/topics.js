/** The list of a group's topics, with marks where something was not read yet. */

import { el, icon } from "./dom.js";
import { summary } from "./message.js";

/** Telegram's number for the topic that every forum has. */
export const GENERAL = 1;

/** Which topic a message belongs to. */
export const threadOf = (message) => message.thread_id ?? GENERAL;

export class Topics {
  /** `opened(thread)` is called when somebody chooses a topic. */
  constructor(opened) {
    this.opened = opened;
    this.rows = new Map();
    this.list = el("ul", { class: "topic-list" });
    this.element = el("nav", { class: "topics", "aria-label": "Topics" }, this.list);
  }

  /** Each of `topics` is `{thread_id, name, closed, unread, last}`. */
  show(topics, current) {
    const kept = new Set(topics.map((topic) => topic.thread_id));
    for (const [thread, row] of this.rows) {
      if (kept.has(thread)) continue;
      row.item.remove();
      this.rows.delete(thread);
    }
    topics.forEach((topic) => this.fill(this.row(topic.thread_id), topic, current));
  }

  row(thread) {
    if (!this.rows.has(thread)) {
      const button = el(
        "button",
        {
          type: "button",
          class: "topic",
          "data-testid": `topic-${thread}`,
          onclick: () => this.opened(thread),
        },
      );
      const item = el("li", {}, button);
      this.list.append(item);
      this.rows.set(thread, { item, button });
    }
    return this.rows.get(thread);
  }

  fill({ button }, topic, current) {
    const name = el("span", { class: "topic-name", dir: "auto" }, topic.name);
    const last = el(
      "span",
      { class: "topic-last", dir: "auto" },
      topic.last ? summary(topic.last) : "",
    );
    const mark = topic.unread ? el(
      "span",
      { class: "unread", "aria-label": `${topic.unread} not read` },
      String(topic.unread),
    ) : null;
    const closed = topic.closed ? el(
      "span",
      { class: "topic-closed", title: "closed" },
      icon("lock"),
      el("span", { class: "unseen" }, "closed"),
    ) : null;
    button.replaceChildren(...[name, closed, mark, last].filter(Boolean));
    if (topic.thread_id === current) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}
