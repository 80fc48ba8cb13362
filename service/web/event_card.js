// One event as a card: what was done, by whom, against whom, where, when, and the evidence marked in the article's own text.

import { address } from "./address.js";
import { element, many, words } from "./dom.js";
import { codePoints, marked, passage, passages, spansOf } from "./marks.js";
import { statusTag, topicTag } from "./tags.js";

// How a date is known, where the text does not give it in full.
const COUNTED_FROM = new Map([
  ["relative_to_publication", "counted from the day it was published"],
  ["relative_to_dateline", "counted from the dateline"],
  ["relative_to_record", "counted from the day of its arrival"],
  ["publication", "the day it was published"],
  ["dateline", "the day of the dateline"],
]);

export function card(event) {
  const article = event.article;
  const spans = spansOf(event);
  const title = codePoints(article.title);
  const text = codePoints(article.text);
  const headline = element("h4");
  if (title.length) headline.append(...marked(title, 0, title.length, spans, "title"));
  else headline.textContent = event.headline || `${words(event.topic)}: ${words(event.kind)}`;
  return element(
    "li",
    { class: "event", "data-topic": event.topic, "data-id": event.event_id },
    element(
      "div",
      { class: "tags" },
      topicTag(event.topic),
      element("span", { class: "tag" }, words(event.kind)),
      statusTag(event.modality),
      element("span", { class: "tag" }, `confidence ${Math.round(event.confidence * 100)}%`),
      event.revision > 1 ? element("span", { class: "tag" }, `revision ${event.revision}`) : null,
    ),
    headline,
    passages(event, text).map(([start, end]) => passage(text, start, end, spans)),
    facts(event),
    text.length ? wholeArticle(text, spans) : null,
    origin(event),
  );
}

export function facts(event) {
  const rows = [
    ["Actor", event.actors.map(party).join("; ")],
    ["Target", event.targets.map(party).join("; ")],
    ["Place", event.location ? [event.location.name, event.location.country].filter(Boolean).join(", ") : ""],
    ["Date", event.date ? when(event.date) : ""],
    ["Count", event.count ? String(event.count.value) : ""],
    ["Deadline", event.deadline ? event.deadline.text : ""],
    ["Said", quotes(event).join(" ")],
  ].filter(([, value]) => value);
  return element("dl", { class: "facts" }, rows.map(([name, value]) => element("div", { class: name.toLowerCase() }, element("dt", {}, name), element("dd", { dir: "auto" }, value))));
}

export function quotes(event) {
  return event.quotes.map((quote) => `“${quote.text}”${quote.speaker ? ` — ${quote.speaker}` : ""}`);
}

function when({ value, granularity, method }) {
  return `${value} (${[granularity, COUNTED_FROM.get(method)].filter(Boolean).join(", ")})`;
}

export function party(one) {
  const name = one.name || one.text || one.country || "unnamed";
  const more = [one.role, one.country].filter((value) => value && value !== name).join(", ");
  return more ? `${name} (${more})` : name;
}

function wholeArticle(text, spans) {
  const details = element("details", {}, element("summary", {}, "Whole article"));
  // Filled when it is opened: texts can be long and there are many cards.
  details.addEventListener("toggle", () => details.append(passage(text, 0, text.length, spans)), { once: true });
  return details;
}

// A link to the article at its publisher's; its source as text where there is no address that a browser may safely open.
export function source({ url, source: name, id }) {
  if (!/^https?:\/\//i.test(url || "")) return element("span", {}, name || id || "unknown source");
  return element("a", { href: url, rel: "noopener noreferrer nofollow", target: "_blank" }, name || url);
}

function origin(event) {
  const { article, corroboration } = event;
  const inner = (parameters, text) => element("a", { href: address(parameters), "data-inner": "" }, text);
  return element(
    "footer",
    {},
    source(article),
    article.published_at ? element("span", {}, article.published_at.slice(0, 10)) : null,
    element("span", {}, `${many(corroboration.articles, "article")}, ${many(corroboration.independent_sources, "independent source")}`),
    event.incident_id ? inner({ incident: event.incident_id }, "incident") : null,
    inner({ article: event.event_id }, "what each stage said"),
  );
}
