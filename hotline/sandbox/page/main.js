/** Begins the page: looks at the sandbox once, then follows what changes. */

import * as api from "./api.js";
import { Header } from "./header.js";
import { Panels } from "./panels.js";
import { coalesced, follow } from "./stream.js";

/** Who exists changes seldom; looking more often would only cost a busy sandbox. */
const LOOK_EVERY = 250;
const SHOWN_FOR = 6000;

const place = (id) => document.getElementById(id);
const panels = new Panels({ stage: place("stage"), phones: place("phones"), tabs: place("tabs") });
const look = coalesced(async () => {
  try {
    const sandbox = await api.overview();
    header.update(sandbox);
    panels.update(sandbox);
  } catch (problem) {
    say(problem.message);
  }
  await new Promise((resume) => setTimeout(resume, LOOK_EVERY));
});
const header = new Header(place("top"), { changed: look, added: (id) => panels.welcomed(id), say });

let remark = null;

/** Shows a sentence under the header; a passing problem is taken away again. */
function say(text, { stays = false } = {}) {
  clearTimeout(remark);
  place("lost").textContent = text;
  place("lost").hidden = text === "";
  if (!stays) remark = setTimeout(() => (place("lost").hidden = true), SHOWN_FOR);
}

follow({
  opened() {
    say("");
    look();
    panels.refreshAll();
  },
  lost: () => say("The connection to the sandbox is lost. Trying again…", { stays: true }),
  changed({ chat_id }) {
    panels.refresh(chat_id);
    look();
  },
});
