/** One person's phone: the talk with the bot as that person sees it. */

import * as api from "./api.js";
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { LANGUAGES, directionOf, languageOf, nameOf } from "./languages.js";
import { choice, menu } from "./menu.js";
import { notices } from "./notice.js";
import { leadsTo, press } from "./press.js";
import { coalesced } from "./stream.js";
import { Talk, newestOfBot } from "./talk.js";

/** A little longer than Telegram shows "typing" after one chat action. */
const TYPING_ENDS = 5500;

export class Phone {
  /** `arrived(phone)` is called when the bot wrote something new. */
  constructor(person, bot, arrived) {
    this.id = person.id;
    this.bot = bot;
    this.arrived = arrived;
    this.newest = null;
    this.refresh = coalesced(() => this.fetch());
    this.remarks = notices();
    this.talk = new Talk(
      `Messages of ${person.first_name}`,
      "Nothing is written yet.",
      this.view(),
    );
    this.composer = new Composer({
      label: `Message as ${person.first_name}`,
      send: (message) => this.attempt(() => api.send(this.id, message)),
      contact: () => ({ first_name: this.person.first_name, user_id: this.id }),
    });
    this.build();
    this.update(person);
    this.refresh();
  }

  build() {
    this.owner = el("p", { class: "owner" });
    this.status = el("p", { class: "status" });
    this.startButton = el(
      "button",
      {
        type: "button",
        class: "wide-button",
        dir: "auto",
        "data-testid": "start",
        hidden: true,
        onclick: () => this.write("/start"),
      },
    );
    this.unblockButton = el(
      "button",
      {
        type: "button",
        class: "wide-button",
        "data-testid": "unblock",
        hidden: true,
        onclick: () => this.attempt(() => api.unblock(this.id)),
      },
      "Unblock",
    );
    this.talk.element.append(this.remarks.element);
    const face = el(
      "span",
      { class: "face", "aria-hidden": "true" },
      [...this.bot.first_name][0] ?? "",
    );
    const title = el("h2", { class: "title" }, el("bdi", {}, this.bot.first_name));
    const settings = menu(
      "more",
      "Phone menu",
      (close) => this.settings(close),
      { "data-testid": "phone-menu" },
    );
    const bar = el(
      "div",
      { class: "bar" },
      face,
      el("div", { class: "bar-words" }, title, this.status),
      settings,
    );
    const foot = el(
      "div",
      { class: "foot" },
      this.startButton,
      this.unblockButton,
      this.composer.element,
    );
    this.frame = el("div", { class: "phone" }, bar, this.talk.element, foot);
    this.element = el(
      "section",
      { class: "panel phone-place", "data-testid": `phone-${this.id}` },
      this.owner,
      this.frame,
    );
  }

  /** The keyboard goes to the first thing to press on this phone. */
  async pickUp() {
    await this.refresh();
    this.element.scrollIntoView({ inline: "nearest", block: "nearest" });
    const first = this.startButton.hidden ? this.composer.input : this.startButton;
    first.focus({ preventScroll: true });
  }

  /** What everybody may know of the person changed: name, language, blocked. */
  update(person) {
    this.person = person;
    const words = languageOf(person.language_code);
    this.element.setAttribute("aria-label", `Phone of ${person.first_name}`);
    this.owner.replaceChildren(
      el("bdi", {}, person.first_name),
      " · ",
      el("bdi", {}, nameOf(person.language_code)),
    );
    this.frame.dir = directionOf(person.language_code);
    this.composer.setPlaceholder(words.write);
    this.startButton.textContent = words.start;
    this.showFoot();
  }

  async fetch() {
    try {
      const screen = await api.screen(this.id);
      this.show(screen);
    } catch (problem) {
      this.remarks.say(problem.message);
    }
  }

  show({ messages, typing }) {
    this.empty = messages.length === 0;
    this.talk.show(messages);
    this.showTyping(typing);
    this.showFoot();
    const newest = newestOfBot(messages);
    if (this.newest !== null && newest > this.newest) this.arrived(this);
    this.newest = newest;
  }

  showTyping(typing) {
    const words = typing ? languageOf(this.person.language_code).typing : "bot";
    this.status.replaceChildren(el("bdi", {}, words));
    this.status.classList.toggle("is-typing", Boolean(typing));
    clearTimeout(this.typingEnds);
    if (typing) this.typingEnds = setTimeout(this.refresh, TYPING_ENDS);
  }

  showFoot() {
    const { blocked } = this.person;
    const begins = !blocked && this.empty === true;
    this.unblockButton.hidden = !blocked;
    this.startButton.hidden = !begins;
    this.composer.element.hidden = Boolean(blocked) || begins;
    this.frame.classList.toggle("is-blocked", Boolean(blocked));
  }

  view() {
    return {
      mine: (message) => message.from?.id === this.id,
      command: (words) => this.write(words),
      open: (address) => this.remarks.say(leadsTo(address)),
      press: (message, button, element) => press({
        chat: this.id,
        message,
        button,
        element,
        say: this.remarks.say,
      }),
      reply: (message) => this.composer.answer(message),
      remove: (message) => this.attempt(() => api.remove(this.id, message.message_id)),
    };
  }

  /** The keyboard stays where the next thing is written. */
  async write(text) {
    if (!(await this.attempt(() => api.send(this.id, { text })))) return;
    await this.refresh();
    this.composer.input.focus({ preventScroll: true });
  }

  /** Whether `act` succeeded; if not, the phone says why. */
  async attempt(act) {
    try {
      await act();
      return true;
    } catch (problem) {
      this.remarks.say(problem.message);
      return false;
    } finally {
      this.refresh();
    }
  }

  settings(close) {
    const { language_code, blocked } = this.person;
    const act = (work) => () => { close(); this.attempt(work); };
    const options = LANGUAGES.map(({ code, name }) => el(
      "option",
      { value: code, selected: languageOf(language_code).code === code },
      name,
    ));
    const change = (event) => this.attempt(() => api.changeLanguage(this.id, event.target.value));
    const select = el("select", { onchange: change, "data-testid": "app-language" }, ...options);
    const toggle = blocked ? ["Unblock the bot", () => api.unblock(this.id)] : [
      "Block the bot",
      () => api.block(this.id),
    ];
    return [
      el("label", { class: "menu-field" }, "App language", select),
      choice("Clear the chat", act(() => api.clear(this.id)), { "data-testid": "clear-chat" }),
      choice(toggle[0], act(toggle[1]), { "data-testid": "toggle-block" }),
    ];
  }
}
