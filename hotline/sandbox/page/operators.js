/** The two invented operators somebody at the page can act as. */

import * as api from "./api.js";
import { el } from "./dom.js";

const NAMES = ["Operator A", "Operator B"];

/** Operators work at the desk, so they get no phone of their own. */
export const isOperator = (person) => NAMES.includes(person.first_name);

/** The "acting as" choice; an operator is created when first needed. */
export class Operators {
  constructor() {
    this.known = new Map();
    this.select = el(
      "select",
      { "data-testid": "operator" },
      ...NAMES.map((name) => el("option", {}, name)),
    );
    this.element = el("label", { class: "acting" }, el("span", {}, "Acting as"), this.select);
  }

  update(people) {
    for (const person of people.filter(isOperator)) this.known.set(person.first_name, person.id);
  }

  /** The chosen operator's id, or nothing as long as nobody has acted as them. */
  get current() {
    return this.known.get(this.select.value);
  }

  /** The chosen operator's id, made now if it has to be. */
  async acting() {
    const name = this.select.value;
    if (!this.known.has(name)) this.known.set(name, (await api.addPerson(name, "en")).id);
    return this.known.get(name);
  }
}
