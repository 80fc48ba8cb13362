// Marks spans in a text. Offsets count code points, JavaScript's strings count UTF-16 units: so a text is an array of code points here.

import { element } from "./dom.js";

const MARGIN = 160; // code points of context around the evidence

export function codePoints(text) {
  return Array.from(text || "");
}

export function spansOf(event) {
  const kinds = [["evidence", event.evidence], ["actor", event.actors], ["target", event.targets], ["place", [event.location]], ["date", [event.date]]];
  return kinds.flatMap(([kind, spans]) => (spans || []).filter(Boolean).map((span) => asSpan(kind, span)));
}

export function asSpan(kind, span) {
  return { kind, start: span.start, end: span.end, part: span.in || "text" };
}

// Start and end of each stretch of the text around evidence; what overlaps is one.
export function passages(event, text) {
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

export function passage(text, start, end, spans) {
  const lead = start > 0 ? "… " : "";
  const tail = end < text.length ? " …" : "";
  return element("p", { class: "passage", dir: "auto" }, lead, marked(text, start, end, spans, "text"), tail);
}

// The code points from start to end as text nodes and <mark>s: cut at every boundary, each piece with the kinds that cover it.
export function marked(points, start, end, spans, part) {
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
    return kinds.reduceRight((inner, kind) => element("mark", { class: kind.replaceAll(" ", "-"), title: kind }, inner), piece); // nested, so that all show
  });
}
