// What a page does beyond showing itself: drafts are kept, a lost line is said, keys work.
"use strict";

const panes = document.querySelector("[data-case]");
const lost = document.getElementById("lost");

// What a tab keeps belongs to one sign-in: the next one, and the page that asks for it, find nothing.
const signIn = document.body.dataset.signIn;
if (sessionStorage.getItem("sign-in") !== signIn) {
  sessionStorage.clear();
  sessionStorage.setItem("sign-in", signIn);
}

// Drafts live in this tab only: they outlast a reload and a lost line, and end with the sign-in.
function draftName(box) {
  return `draft ${panes.dataset.case} ${box.dataset.draft}`;
}

for (const box of document.querySelectorAll("[data-draft]")) {
  if (panes.dataset.done === box.dataset.draft) sessionStorage.removeItem(draftName(box));
  // On a slow line somebody may have begun to write before this runs: theirs is newer.
  box.value ||= sessionStorage.getItem(draftName(box)) ?? "";
  box.addEventListener("input", () => sessionStorage.setItem(draftName(box), box.value));
}
if (panes?.dataset.done) history.replaceState(null, "", location.pathname);

// The newest message is in sight, also after the talk was renewed, unless somebody reads above.
const talk = document.getElementById("talk");
let atEnd = true;
function toEnd() {
  if (talk && atEnd) talk.scrollTop = talk.scrollHeight;
}
talk?.addEventListener("scroll", () => {
  atEnd = talk.scrollHeight - talk.scrollTop - talk.clientHeight < 40;
});
document.body.addEventListener("htmx:afterSwap", toEnd);
toEnd();

document.body.addEventListener("htmx:sseError", () => { lost.hidden = false; });
document.body.addEventListener("htmx:sseOpen", () => { lost.hidden = true; });
document.body.addEventListener("htmx:sendError", () => { lost.hidden = false; });

// A form is sent once, and not at all while there is no line.
document.addEventListener("submit", (event) => {
  if (!navigator.onLine) {
    event.preventDefault();
    lost.hidden = false;
    return;
  }
  for (const button of event.target.querySelectorAll("button")) button.disabled = true;
});
window.addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button")) button.disabled = false;
});

// "/" where a line begins looks for guidance; "/" again, before anything is looked for, is a slash.
const reply = document.getElementById("reply");
const words = document.getElementById("words");
function put(text) {
  words.closest("details").open = false;
  words.value = "";
  document.getElementById("guidance").replaceChildren();
  reply.focus();
  reply.setRangeText(text, reply.selectionStart, reply.selectionEnd, "end");
  reply.dispatchEvent(new Event("input"));
}
reply?.addEventListener("keydown", (event) => {
  const before = reply.value.slice(0, reply.selectionStart);
  if (event.key !== "/" || (before !== "" && !before.endsWith("\n"))) return;
  event.preventDefault();
  words.closest("details").open = true;
  words.focus();
});
words?.addEventListener("keydown", (event) => {
  if (event.key === "/" && words.value === "") { event.preventDefault(); put("/"); }
  if (event.key === "Escape") { event.stopPropagation(); put(""); }
});
document.addEventListener("click", (event) => {
  const source = event.target.closest?.("[data-insert]");
  if (source) put(document.getElementById(source.dataset.insert).textContent);
});

// A filter stays as it was set from page to page in this tab, until the sign-in ends.
document.addEventListener("DOMContentLoaded", () => {
  for (const box of document.querySelectorAll("[data-keep]")) {
    const kept = sessionStorage.getItem(`filter ${box.dataset.keep}`);
    if (kept !== null) { box.value = kept; box.dispatchEvent(new Event("change", { bubbles: true })); }
    box.addEventListener("change", () => sessionStorage.setItem(`filter ${box.dataset.keep}`, box.value));
  }
});

function step(by) {
  const cases = [...document.querySelectorAll("a.case")];
  if (cases.length === 0) return;
  const at = cases.indexOf(document.activeElement);
  const open = cases.findIndex((each) => each.hasAttribute("aria-current"));
  const next = (at === -1 ? open : at) + by;
  cases[(next + cases.length) % cases.length].focus();
}

// One key for what is done a hundred times a day; never while somebody writes.
document.addEventListener("keydown", (event) => {
  const writes = event.target.closest("input, textarea, select");
  if (event.key === "Escape" && writes) { writes.blur(); return; }
  if (writes || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j" || event.key === "k") { step(event.key === "j" ? 1 : -1); return; }
  if (event.key === "/") { event.preventDefault(); document.querySelector("[name=code]")?.focus(); return; }
  const meant = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (meant === null) return;
  event.preventDefault();
  const hidden = meant.closest("details:not([open])");
  if (hidden && meant.tagName === "TEXTAREA") hidden.open = true;
  if (meant.tagName === "TEXTAREA") meant.focus(); else meant.click();
});
