// What the page asks the worker, and what it says when there is no answer.

import { byId, element } from "./dom.js";

const AGAIN_MS = 2000;

const token = new URLSearchParams(location.hash.slice(1)).get("token"); // behind the #, so that no server and no log sees it
const headers = token ? { Authorization: `Bearer ${token}` } : {};

export class Refused extends Error {}

export function say(state, message) {
  const shown = byId("state");
  if (shown.textContent !== message) shown.textContent = message;
  shown.dataset.state = state;
}

async function answerOf(path, options = {}) {
  const answer = await fetch(path, { cache: "no-store", ...options, headers: { ...headers, ...options.headers } });
  if (answer.status === 401) throw new Refused("The worker wants its token (DEMARCHE_HTTP_TOKEN): open this page as /#token=...");
  if (!answer.ok) throw new Refused((await answer.text()).trim().slice(0, 300) || `${path}: ${answer.status}`);
  return answer;
}

export async function ask(path) {
  return (await answerOf(path)).json();
}

export async function send(path, body) {
  const answer = await answerOf(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  return answer.json();
}

// A file to keep; asked for by us and not by a link, which could not carry the token.
export async function download(path, name) {
  const address = URL.createObjectURL(await (await answerOf(path)).blob());
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

// Server-sent events, for ever: `told(name, data)` for each. Read by hand, as an EventSource can't carry the token.
export async function follow(path, told) {
  for (;;) {
    try {
      const reader = (await answerOf(path())).body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const messages = (rest + value).split("\n\n");
        rest = messages.pop();
        for (const message of messages) await tell(message, told);
      }
    } catch (problem) {
      complain(problem);
    }
    await new Promise((resume) => setTimeout(resume, AGAIN_MS));
  }
}

async function tell(message, told) {
  const fields = new Map(message.split("\n").map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)]));
  if (fields.has("data")) await told(fields.get("event"), JSON.parse(fields.get("data")));
}

export function complain(problem) {
  say("gone", problem instanceof Refused ? problem.message : "The worker does not answer; trying again");
}
