/** Presses a button under a message and shows what the bot answers. */

import * as api from "./api.js";
import { alertBox } from "./notice.js";

const FIRST_WAIT = 150;
const LONGEST_WAIT = 2000;
const PATIENCE = 30_000;

const pause = (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds));

/** `say(text)` shows a remark; `extra` is added to the press (an operator's id). */
export async function press({ chat, message, button, element, say, extra = {} }) {
  if (button.url) return say(leadsTo(button.url));
  if (button.copy_text) return say(`Copied: ${button.copy_text.text ?? button.copy_text}`);
  element.classList.add("is-waiting");
  try {
    const tap = { message_id: message.message_id, button: button.text, ...extra };
    const { callback_query_id } = await api.tap(chat, tap);
    const answer = await answered(callback_query_id);
    if (answer?.text && answer.show_alert) alertBox(answer.text);
    else if (answer?.text) say(answer.text);
  } catch (problem) {
    say(problem.message);
  } finally {
    element.classList.remove("is-waiting");
  }
  return undefined;
}

async function answered(id) {
  let wait = FIRST_WAIT;
  for (let spent = 0; spent < PATIENCE; spent += wait) {
    await pause(wait);
    const answer = await api.callback(id);
    if (answer.answered) return answer;
    wait = Math.min(wait * 1.5, LONGEST_WAIT);
  }
  return null;
}

/** Nothing leaves this computer, so an address is only named. */
export const leadsTo = (address) => `On a real phone this opens ${address}`;
