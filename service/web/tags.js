// How topic, status and confidence look: always a word beside the colour, and a sign beside the word.

import { element, words } from "./dom.js";

const TOPIC_SIGNS = new Map([["diplomatic_protest", "◆"], ["defection", "➜"]]);
const STATUS_SIGNS = new Map([["asserted", "●"], ["planned", "◔"], ["negated", "✕"], ["historical", "↺"], ["hypothetical", "?"], ["opinion", "“"]]);

export function topicTag(topic) {
  return tag("topic", topic, TOPIC_SIGNS.get(topic) || "■");
}

export function statusTag(status) {
  return tag("status", status, STATUS_SIGNS.get(status) || "○");
}

function tag(kind, value, sign) {
  return element("span", { class: `tag ${kind}`, [`data-${kind}`]: value }, element("span", { "aria-hidden": "true" }, `${sign} `), words(value));
}
