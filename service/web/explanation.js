// What the stages made of an article: its clean text with all spans, what each stage said, events and near misses.

import { element, words } from "./dom.js";
import { card } from "./event_card.js";
import { asSpan, codePoints, marked, passage, spansOf } from "./marks.js";

const LEGEND = ["evidence", "actor", "target", "place", "date", "near miss"];

export function explanation({ explanation: told, said }) {
  return [
    whole(told.article, told.events, told.near_misses),
    element("h3", {}, "What each stage said"),
    element("dl", { class: "said-by" }, said.map((one) => element("div", {}, element("dt", {}, one.stage), element("dd", { dir: "auto" }, one.said)))),
    misses(told.near_misses),
    element("h3", {}, told.events.length ? "Events" : "No event"),
    element("ol", { class: "feed" }, told.events.map((event) => card(event))),
  ];
}

// The article with the spans of all its events.
export function whole(article, events, nearMisses = []) {
  const spans = [...events.flatMap(spansOf), ...nearMisses.map((miss) => asSpan("near miss", miss))];
  const title = codePoints(article.title);
  const text = codePoints(article.text);
  return element(
    "article",
    { class: "tile whole", "aria-label": "The article as it was read" },
    element("ul", { class: "legend", "aria-label": "What the marks mean" }, LEGEND.map((kind) => element("li", {}, element("mark", { class: kind.replaceAll(" ", "-") }, kind)))),
    title.length ? element("h3", { dir: "auto" }, marked(title, 0, title.length, spans, "title")) : "",
    text.length ? passage(text, 0, text.length, spans) : element("p", { class: "note" }, "There is no text."),
  );
}

function misses(all) {
  if (!all.length) return "";
  const lines = all.map((miss) => element("li", { dir: "auto" }, `${words(miss.topic)}${miss.kind ? `, ${words(miss.kind)}` : ""}: `, element("q", {}, miss.text), ` lacks ${miss.missing}`));
  return element("section", {}, element("h3", {}, "Near misses"), element("ul", { class: "misses" }, lines));
}
