// One event as a card: what was done, by whom, against whom, where, when, and the evidence marked in the article's own text.

import { element, words } from "./dom.js";

const MARGIN = 160; // code points of context around the evidence
// How a date is known, where the text does not give it in full.
const COUNTED_FROM = new Map([
  ["relative_to_publication", "counted from the day it was published"],
  ["relative_to_dateline", "counted from the dateline"],
  ["relative_to_record", "counted from the day of its arrival"],
  ["publication", "the day it was published"],
  ["dateline", "the day of the dateline"],
]);

// What the reader must see at a glance of an event that did not happen.
const NOT_DONE = new Map([
  ["hypothetical", "not done"],
  ["negated", "denied or not done"],
  ["opinion", "a view, not a report"],
]);

export function card(event) {
  const article = event.article;
  const spans = allSpans(event);
  const title = Array.from(article.title || "");
  const text = Array.from(article.text || ""); // offsets count code points, JavaScript's strings count UTF-16 units
  const headline = element("h3");
  if (title.length) headline.append(...marked(title, 0, title.length, spans, "title"));
  else headline.textContent = event.headline || `${words(event.topic)}: ${words(event.kind)}`;
  return element(
    "li",
    { class: "event", "data-topic": event.topic, "data-id": event.event_id },
    element(
      "div",
      { class: "tags" },
      element("span", { class: "tag topic" }, words(event.topic)),
      element("span", { class: "tag" }, words(event.kind)),
      element("span", { class: NOT_DONE.has(event.modality) ? "tag unreal" : "tag" }, [words(event.modality), NOT_DONE.get(event.modality)].filter(Boolean).join(": ")),
      element("span", { class: "tag" }, `confidence ${Math.round(event.confidence * 100)}%`),
      event.revision > 1 ? element("span", { class: "tag" }, `revision ${event.revision}`) : null,
    ),
    headline,
    ...passages(event, text).map(([start, end]) => passage(text, start, end, spans)),
    facts(event),
    text.length ? wholeArticle(text, spans) : null,
    origin(event),
  );
}

function allSpans(event) {
  const kinds = [["evidence", event.evidence], ["actor", event.actors], ["target", event.targets], ["place", [event.location]], ["date", [event.date]]];
  return kinds.flatMap(([kind, spans]) => (spans || []).filter(Boolean).map((span) => ({ kind, start: span.start, end: span.end, part: span.in || "text" })));
}

// Start and end of each stretch of the text around evidence; what overlaps is one.
function passages(event, text) {
  const stretches = event.evidence
    .filter((one) => (one.in || "text") === "text")
    .map((one) => [before(text, one.start, one.start - MARGIN), after(text, one.end, one.end + MARGIN)])
    .sort((a, b) => a[0] - b[0]);
  const joined = [];
  for (const [start, end] of stretches) {
    const last = joined.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

// Outwards to a space, but never into another paragraph.
function before(text, from, least) {
  let at = from;
  while (at > 0 && text[at - 1] !== "\n" && (at > least || !/\s/u.test(text[at - 1]))) at -= 1;
  return at;
}

function after(text, from, most) {
  let at = from;
  while (at < text.length && text[at] !== "\n" && (at < most || !/\s/u.test(text[at]))) at += 1;
  return at;
}

function passage(text, start, end, spans) {
  const lead = start > 0 ? "… " : "";
  const tail = end < text.length ? " …" : "";
  return element("p", { class: "passage", dir: "auto" }, lead, ...marked(text, start, end, spans, "text"), tail);
}

// The code points from start to end as text nodes and <mark>s: cut at every boundary, each piece with the kinds that cover it.
function marked(points, start, end, spans, part) {
  const here = spans.filter((span) => span.part === part && span.start < end && span.end > start);
  const cuts = new Set([start, end]);
  for (const span of here) {
    cuts.add(Math.max(span.start, start));
    cuts.add(Math.min(span.end, end));
  }
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(1).map((until, index) => {
    const since = places[index];
    const piece = points.slice(since, until).join("");
    const kinds = [...new Set(here.filter((span) => span.start <= since && span.end >= until).map((span) => span.kind))];
    return kinds.reduceRight((inner, kind) => element("mark", { class: kind, title: kind }, inner), piece); // nested, so that all of them show
  });
}

function facts(event) {
  const rows = [
    ["Actor", event.actors.map(party).join("; ")],
    ["Target", event.targets.map(party).join("; ")],
    ["Place", event.location ? [event.location.name, event.location.country].filter(Boolean).join(", ") : ""],
    ["Date", event.date ? when(event.date) : ""],
    ["Count", event.count ? String(event.count.value) : ""],
    ["Deadline", event.deadline ? event.deadline.text : ""],
    ["Said", event.quotes.map((quote) => `“${quote.text}”${quote.speaker ? ` — ${quote.speaker}` : ""}`).join(" ")],
  ].filter(([, value]) => value);
  return element("dl", { class: "facts" }, ...rows.map(([name, value]) => element("div", { class: name.toLowerCase() }, element("dt", {}, name), element("dd", { dir: "auto" }, value))));
}

function when({ value, granularity, method }) {
  return `${value} (${[granularity, COUNTED_FROM.get(method)].filter(Boolean).join(", ")})`;
}

function party(one) {
  const name = one.name || one.text;
  const more = [one.role, one.country].filter((value) => value && value !== name).join(", ");
  return more ? `${name} (${more})` : name;
}

function wholeArticle(text, spans) {
  const details = element("details", {}, element("summary", {}, "Whole article"));
  // Filled when it is opened: texts can be long and there are many cards.
  details.addEventListener("toggle", () => details.append(passage(text, 0, text.length, spans)), { once: true });
  return details;
}

function origin(event) {
  const { article, corroboration } = event;
  const published = article.published_at ? article.published_at.slice(0, 10) : null;
  const link = /^https?:\/\//i.test(article.url || "")
    ? element("a", { href: article.url, rel: "noopener noreferrer nofollow", target: "_blank" }, article.source || article.url)
    : article.source || article.id;
  const articles = `${corroboration.articles} article${corroboration.articles === 1 ? "" : "s"}`;
  const sources = `${corroboration.independent_sources} independent source${corroboration.independent_sources === 1 ? "" : "s"}`;
  return element("footer", {}, element("span", {}, link), published ? element("span", {}, published) : null, element("span", {}, `${articles}, ${sources}`));
}
