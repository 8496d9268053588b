/** The staff group as operators see it: topics on one side, the open one on the other. */

import * as api from "./api.js";
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { notices } from "./notice.js";
import { Operators } from "./operators.js";
import { leadsTo, press } from "./press.js";
import { coalesced } from "./stream.js";
import { Talk, newestOfBot } from "./talk.js";
import { GENERAL, Topics, threadOf } from "./topics.js";

export class Desk {
  /** `arrived(desk)` is called when the bot wrote something new. */
  constructor(group, arrived) {
    this.id = group.id;
    this.arrived = arrived;
    this.thread = GENERAL;
    this.messages = [];
    this.newest = null;
    this.read = new Map();
    this.refresh = coalesced(() => this.fetch());
    this.remarks = notices();
    this.operators = new Operators();
    this.topics = new Topics((thread) => this.open(thread));
    this.talk = new Talk(
      "Messages of the topic",
      "Nothing is here yet. A case appears when somebody asks for a person.",
      this.view(),
    );
    this.composer = new Composer({
      label: "Message as the operator",
      send: (message) => this.attempt((from) => api.send(
        this.id,
        { ...message, ...this.where(), from },
      )),
      contact: () => ({ first_name: "Shelter" }),
    });
    this.build();
    this.update(group, []);
    this.refresh();
  }

  build() {
    this.title = el("h2", { class: "title", dir: "auto" });
    this.topicTitle = el("h3", { class: "topic-title", dir: "auto" });
    this.operators.select.addEventListener("change", () => this.redraw());
    this.talk.element.append(this.remarks.element);
    const bar = el(
      "div",
      { class: "bar" },
      el("div", { class: "bar-words" }, this.title, el("p", { class: "status" }, "staff group")),
      this.operators.element,
    );
    const foot = el("div", { class: "foot" }, this.composer.element);
    const open = el("div", { class: "open-topic" }, this.topicTitle, this.talk.element, foot);
    const board = el(
      "div",
      { class: "board" },
      bar,
      el("div", { class: "board-body" }, this.topics.element, open),
    );
    this.owner = el("p", { class: "owner" }, "Desk");
    this.element = el(
      "section",
      { class: "panel desk", "data-testid": "desk", "aria-label": "Desk" },
      this.owner,
      board,
    );
  }

  /** The group's title or topics, or who exists, changed. */
  update(group, people) {
    this.group = group;
    this.operators.update(people);
    this.title.textContent = group.title;
    this.element.classList.toggle("is-plain", !group.is_forum);
    this.redraw();
  }

  async fetch() {
    try {
      this.messages = (await api.screen(this.id)).messages;
      this.redraw();
      const newest = newestOfBot(this.messages);
      if (this.newest !== null && newest > this.newest) this.arrived(this);
      this.newest = newest;
    } catch (problem) {
      this.remarks.say(problem.message);
    }
  }

  open(thread) {
    this.thread = thread;
    this.composer.answer(null);
    this.talk.show([]);
    this.talk.pinned = true;
    this.redraw();
  }

  redraw() {
    const shown = this.inThread(this.thread);
    this.read.set(this.thread, Math.max(0, ...shown.map((message) => message.message_id)));
    const topics = this.everyTopic();
    const current = topics.find((topic) => topic.thread_id === this.thread) ?? topics[0];
    this.topicTitle.textContent = current.closed ? `${current.name} (closed)` : current.name;
    this.topics.show(topics, this.thread);
    this.talk.show(shown);
  }

  everyTopic() {
    const named = this.group.topics.filter((topic) => topic.thread_id !== GENERAL);
    const all = [{ thread_id: GENERAL, name: "General", closed: false }, ...named];
    return all.map((topic) => ({
      ...topic,
      unread: this.unreadIn(topic.thread_id),
      last: this.inThread(topic.thread_id).at(-1),
    }));
  }

  inThread(thread) {
    if (!this.group.is_forum) return this.messages;
    return this.messages.filter((message) => threadOf(message) === thread);
  }

  unreadIn(thread) {
    const read = this.read.get(thread) ?? 0;
    const news = (message) => message.message_id > read && message.from?.is_bot;
    return this.inThread(thread).filter(news).length;
  }

  /** Telegram names no thread for the General topic. */
  where() {
    return this.thread === GENERAL ? {} : { thread_id: this.thread };
  }

  view() {
    return {
      authors: true,
      mine: ({ from }) => from !== undefined && from.id === this.operators.current,
      command: (text) => this.attempt((from) => api.send(this.id, { text, ...this.where(), from })),
      open: (address) => this.remarks.say(leadsTo(address)),
      press: (message, button, element) => this.press(message, button, element),
      reply: (message) => this.composer.answer(message),
      remove: (message) => this.attempt(() => api.remove(this.id, message.message_id)),
    };
  }

  async press(message, button, element) {
    await this.attempt(async (from) => press({
      chat: this.id,
      message,
      button,
      element,
      say: this.remarks.say,
      extra: { from },
    }));
  }

  /** Whether `act(operator)` succeeded; if not, the desk says why. */
  async attempt(act) {
    try {
      await act(await this.operators.acting());
      return true;
    } catch (problem) {
      this.remarks.say(problem.message);
      return false;
    } finally {
      this.refresh();
    }
  }
}
