/** Which phones and desks are on the stage, and which of them a narrow screen shows. */

import { el } from "./dom.js";
import { Desk } from "./desk.js";
import { isOperator } from "./operators.js";
import { Phone } from "./phone.js";

/** A load tool may create thousands of people; a page is for a handful. */
const PHONES_AT_MOST = 8;

export class Panels {
  constructor({ stage, phones, tabs }) {
    this.stage = stage;
    this.shelf = phones;
    this.tabs = tabs;
    this.byChat = new Map();
    this.buttons = new Map();
    this.hint = el("p", { class: "hint", "data-testid": "hint" });
    this.shelf.append(this.hint);
  }

  /** Adds, updates and removes panels so that they match the sandbox. */
  update({ bot, people, groups }) {
    const persons = people.filter((person) => !isOperator(person));
    const shown = persons.slice(-PHONES_AT_MOST);
    const kept = new Set([...shown, ...groups].map(({ id }) => id));
    for (const id of this.byChat.keys()) if (!kept.has(id)) this.drop(id);
    for (const person of shown) this.phone(person, bot).update(person);
    for (const group of groups) {
      const name = groups.length > 1 ? group.title : "Desk";
      this.desk(group, name).update(group, people);
    }
    this.welcome(persons.length, persons.length - shown.length);
    if (!this.byChat.has(this.chosen)) this.select(this.first());
  }

  /** Until somebody chooses: the phone that the address names, the first one, or the desk. */
  first() {
    const chats = [...this.byChat.keys()];
    const named = Number(location.hash.slice(1));
    return chats.find((chat) => chat === named) ?? chats.find((chat) => chat > 0) ?? chats[0];
  }

  choose(id) {
    this.chosen = id;
    this.select(id);
  }

  welcome(number, hidden) {
    this.hint.hidden = number > 0 && hidden === 0;
    this.hint.textContent =
      number === 0
        ? "Nobody is here yet. Add a person, then press Start on their phone."
        : `${hidden} more people are in the sandbox; the newest ${PHONES_AT_MOST} are shown.`;
  }

  phone(person, bot) {
    if (!this.byChat.has(person.id)) {
      const panel = new Phone(person, bot, (phone) => this.mark(phone.id));
      this.shelf.insertBefore(panel.element, this.hint);
      this.keep(person.id, panel, person.first_name);
    }
    return this.byChat.get(person.id);
  }

  desk(group, name) {
    if (!this.byChat.has(group.id)) {
      const panel = new Desk(group, (desk) => this.mark(desk.id));
      this.stage.append(panel.element);
      this.keep(group.id, panel, name);
    }
    return this.byChat.get(group.id);
  }

  keep(id, panel, name) {
    const tab = el(
      "button",
      {
        type: "button",
        class: "tab",
        dir: "auto",
        "data-testid": `tab-${id}`,
        onclick: () => this.choose(id),
      },
      name,
    );
    this.byChat.set(id, panel);
    this.buttons.set(id, tab);
    // Desks stay last, as they are on a wide screen.
    const firstDesk = [...this.buttons].find(([chat]) => chat < 0)?.[1];
    this.tabs.insertBefore(tab, id > 0 ? (firstDesk ?? null) : null);
  }

  /** Somebody just added this person: bring their phone into view and into the hand. */
  welcomed(id) {
    if (!this.byChat.has(id)) return;
    this.choose(id);
    this.byChat.get(id).pickUp();
  }

  drop(id) {
    this.byChat.get(id).element.remove();
    this.buttons.get(id).remove();
    this.byChat.delete(id);
    this.buttons.delete(id);
  }

  /** Only a narrow screen hides the others; a wide one shows them all. */
  select(id) {
    this.current = id;
    for (const [chat, panel] of this.byChat) {
      panel.element.classList.toggle("is-current", chat === id);
      const tab = this.buttons.get(chat);
      if (chat === id) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
    }
    this.buttons.get(id)?.classList.remove("has-news");
  }

  mark(id) {
    if (id !== this.current) this.buttons.get(id)?.classList.add("has-news");
  }

  refreshAll() {
    for (const panel of this.byChat.values()) panel.refresh();
  }

  refresh(id) {
    this.byChat.get(id)?.refresh();
  }
}
