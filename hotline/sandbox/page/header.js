/** The strip on top: who exists, how good the network is, what time it is. */

import * as api from "./api.js";
import { el, icon } from "./dom.js";
import { LANGUAGES, languageOf } from "./languages.js";

const HOUR = 3600;

/** What a bad evening on mobile internet does: calls drag, break off, fail; updates come twice. */
const BAD_NETWORK = [
  { kind: "slow", every: 2, times: 100_000, seconds: 1.5 },
  { kind: "reset_before", every: 5, times: 100_000 },
  { kind: "500", every: 7, times: 100_000 },
  { kind: "duplicate", every: 3, times: 100_000 },
];

export class Header {
  /**
   * `changed()` asks for a fresh look at the sandbox, `added(id)` tells who came
   * from this form, and `say(text)` shows a problem.
   */
  constructor(place, { changed, added, say }) {
    this.changed = changed;
    this.added = added;
    this.say = say;
    this.invented = 0;
    this.tools = el(
      "div",
      { class: "tools", id: "tools" },
      this.personForm(),
      this.networkSwitch(),
      this.clock(),
    );
    this.toggle = el(
      "button",
      {
        type: "button",
        class: "tools-toggle",
        "aria-expanded": "false",
        "aria-controls": "tools",
        onclick: () => this.openTools(!this.open),
      },
      icon("tools"),
      el("span", {}, "Tools"),
    );
    place.append(
      el(
        "h1",
        { class: "brand" },
        el("strong", {}, "Sandbox"),
        el("span", {}, " – nothing leaves this computer"),
      ),
      this.toggle,
      this.tools,
    );
    setInterval(() => this.showTime(), 1000);
  }

  /** On a narrow screen the tools are folded away until asked for. */
  openTools(open) {
    this.open = open;
    this.tools.classList.toggle("is-open", open);
    this.toggle.setAttribute("aria-expanded", String(open));
  }

  update({ faults, now, people }) {
    if (this.ahead === undefined && people.length === 0) this.openTools(true);
    this.network.checked = faults.length > 0;
    this.ahead = now * 1000 - Date.now();
    this.showTime();
  }

  personForm() {
    this.name = el(
      "input",
      {
        type: "text",
        maxlength: "64",
        autocomplete: "off",
        placeholder: "Invented name",
        "aria-label": "Invented first name",
        dir: "auto",
        "data-testid": "person-name",
      },
    );
    this.language = el(
      "select",
      { "aria-label": "App language", "data-testid": "person-language" },
      ...LANGUAGES.map(({ code, name }) => el("option", { value: code }, name)),
    );
    const add = el(
      "button",
      { class: "plain-button is-main", "data-testid": "add-person" },
      "Add a person",
    );
    return el(
      "form",
      { class: "tool", onsubmit: (event) => this.add(event) },
      this.name,
      this.language,
      add,
    );
  }

  async add(event) {
    event.preventDefault();
    const { invented, code } = languageOf(this.language.value);
    const name = this.name.value.trim() || invented[this.invented++ % invented.length];
    let id = null;
    const done = await this.attempt(async () => ({ id } = await api.addPerson(name, code)));
    if (!done) return;
    this.name.value = "";
    this.openTools(false);
    await this.changed();
    this.added(id);
  }

  networkSwitch() {
    this.network = el(
      "input",
      {
        type: "checkbox",
        role: "switch",
        "data-testid": "bad-network",
        onchange: () => this.switchNetwork(),
      },
    );
    return el(
      "label",
      { class: "tool switch", title: "The bot's calls become slow, break off and fail" },
      this.network,
      el("span", { class: "track", "aria-hidden": "true" }),
      "Bad network",
    );
  }

  async switchNetwork() {
    const bad = this.network.checked;
    await this.attempt(async () => {
      await api.clearFaults();
      if (bad) for (const fault of BAD_NETWORK) await api.addFault(fault);
    });
  }

  clock() {
    this.time = el("time", { class: "clock", "data-testid": "clock" });
    const ahead = (hours) =>
      el(
        "button",
        {
          type: "button",
          class: "plain-button",
          "data-testid": `advance-${hours}`,
          "aria-label": `Move the sandbox's clock ${hours} hours ahead`,
          onclick: () => this.attempt(() => api.advanceClock(hours * HOUR)),
        },
        `+${hours} h`,
      );
    return el(
      "div",
      { class: "tool", role: "group", "aria-label": "The sandbox's clock" },
      this.time,
      ahead(1),
      ahead(47),
    );
  }

  showTime() {
    if (this.ahead === undefined) return;
    const moment = new Date(Date.now() + this.ahead);
    const words = moment.toLocaleString(
      "en-GB",
      { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
    );
    if (this.time.textContent !== words) this.time.textContent = words;
  }

  async attempt(act) {
    try {
      await act();
      return true;
    } catch (problem) {
      this.say(problem.message);
      return false;
    } finally {
      this.changed();
    }
  }
}
