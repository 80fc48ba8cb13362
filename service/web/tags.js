// How topic, status and confidence look: always a word beside the colour, and a sign beside the word.

import { element, words } from "./dom.js";

const TOPIC_SIGNS = new Map([["diplomatic_protest", "◆"], ["defection", "➜"]]);
const STATUS_SIGNS = new Map([["asserted", "●"], ["planned", "◔"], ["negated", "✕"], ["historical", "↺"], ["hypothetical", "?"], ["opinion", "“"]]);

// What the reader must see at a glance of an event that did not happen.
const NOT_DONE = new Map([
  ["hypothetical", "not done"],
  ["negated", "denied or not done"],
  ["opinion", "a view, not a report"],
]);

export function topicTag(topic) {
  return tag("topic", topic, TOPIC_SIGNS.get(topic) || "■");
}

export function statusTag(status) {
  const made = tag("status", status, STATUS_SIGNS.get(status) || "○");
  if (NOT_DONE.has(status)) made.append(`: ${NOT_DONE.get(status)}`);
  return made;
}

function tag(kind, value, sign) {
  return element("span", { class: `tag ${kind}`, [`data-${kind}`]: value }, element("span", { "aria-hidden": "true" }, `${sign} `), words(value));
}
