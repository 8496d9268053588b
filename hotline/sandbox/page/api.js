/** The sandbox's control API: the only module of the page that sends anything. */

/** Why a request did not succeed, as a sentence for the person at the page. */
export class Refused extends Error {}

async function call(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Refused("The sandbox does not answer.");
  }
  const text = await response.text();
  if (!response.ok) throw new Refused(reason(text, response));
  return text ? JSON.parse(text) : null;
}

function reason(text, response) {
  try {
    const answer = JSON.parse(text);
    return String(answer.error ?? answer.description ?? answer.message ?? text);
  } catch {
    return text.slice(0, 200) || `The sandbox answered ${response.status}.`;
  }
}

const chat = (id) => `/sandbox/chats/${id}`;
const person = (id) => `/sandbox/people/${id}`;

export const overview = () => call("GET", "/sandbox");

export const addPerson = (first_name, language_code) =>
  call("POST", "/sandbox/people", { first_name, language_code });
export const changeLanguage = (id, language_code) => call("PATCH", person(id), { language_code });
export const block = (id) => call("POST", `${person(id)}/block`, {});
export const unblock = (id) => call("POST", `${person(id)}/unblock`, {});

export function screen(id, thread) {
  const query = thread === undefined ? "" : `?thread_id=${thread}`;
  return call("GET", `${chat(id)}/screen${query}`);
}
export const send = (id, message) => call("POST", `${chat(id)}/messages`, message);
export const remove = (id, message) => call("DELETE", `${chat(id)}/messages/${message}`);
export const clear = (id) => call("DELETE", `${chat(id)}/messages`);

export const tap = (id, press) => call("POST", `${chat(id)}/taps`, press);
export const callback = (id) => call("GET", `/sandbox/callbacks/${id}`);

export const addFault = (fault) => call("POST", "/sandbox/faults", fault);
export const clearFaults = () => call("DELETE", "/sandbox/faults");
export const advanceClock = (seconds) => call("POST", "/sandbox/clock", { advance: seconds });
