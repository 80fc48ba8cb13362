// An incident's own page: what, who, when, where; all reports side by side with their evidence marked; how it came to be what it is.

import { address, current } from "./address.js";
import { ask, complain, download } from "./api.js";
import { world } from "./countries.js";
import { byId, element, many, words } from "./dom.js";
import { party, quotes, source } from "./event_card.js";
import { parties } from "./incident_table.js";
import { codePoints, marked, passage, passages, spansOf } from "./marks.js";
import { statusTag, topicTag } from "./tags.js";

const OPENED = "first report"; // why a report is of an incident that had none before
const AT_ONCE = 12; // reports whose text is fetched without being asked for
const place = byId("view-incident");
let asked = "";

export async function showIncident(shown) {
  if (!shown) return;
  const name = current().get("incident");
  asked = name;
  place.replaceChildren(element("p", { class: "note", role: "status" }, "Looking …"));
  try {
    const [answer] = await Promise.all([ask(`api/incidents/${encodeURIComponent(name)}`), world().catch(complain)]); // names of countries
    if (asked !== name) return; // another was asked for meanwhile
    place.replaceChildren(...pageOf(answer));
  } catch (problem) {
    place.replaceChildren(back(), element("p", { class: "notice" }, problem.message));
  }
}

function back() {
  return element("p", {}, element("a", { href: address({}), "data-inner": "" }, "← All incidents"));
}

function pageOf({ incident, revisions, answers_to: first, answered_by: answers }) {
  const title = parties(incident);
  document.title = `${title} – Demarche`;
  const at = `api/incidents/${encodeURIComponent(incident.incident_id)}`;
  const keep = (form) => element("button", { type: "button", onclick: () => download(`${at}?format=${form}`, `incident-${incident.incident_id}.${form}`) }, form.toUpperCase());
  return [
    back(),
    element(
      "header",
      { class: "incident-head", "data-topic": incident.topic },
      element("div", { class: "tags" }, topicTag(incident.topic), element("span", { class: "tag" }, words(incident.kind)), statusTag(incident.status), element("span", { class: "tag" }, `${Math.round(incident.confidence * 100)}% sure`)),
      element("h2", { dir: "auto" }, title),
      element("p", { class: "tools" }, keep("json"), keep("csv")),
    ),
    factsOf(incident),
    related("Responds to", incident.responds_to, first ? [first] : []),
    related("Answered by", answers.length, answers),
    element("h3", {}, `${many(incident.counts.reports, "report")}, ${many(incident.counts.articles, "article")}, ${many(incident.counts.independent_sources, "independent source")}`),
    reportsOf(incident),
    element("h3", {}, "Revisions"),
    historyOf(revisions),
  ];
}

function factsOf(incident) {
  const { date, location } = incident;
  const days = date && date.first !== date.last ? `; reports say ${date.first} to ${date.last}` : "";
  const rows = [
    ["What", words(incident.kind)],
    ["Who", incident.actors.map(party).join("; ")],
    ["Against whom", incident.targets.map(party).join("; ")],
    ["When", date ? `${date.value} (${date.granularity}${days})` : ""],
    ["Where", location ? [location.name, location.country].filter(Boolean).join(", ") : ""],
    ["Reported", [...new Set([incident.first_report, incident.last_report].map((time) => time.slice(0, 10)))].join(" to ")],
  ].filter(([, value]) => value);
  return element("dl", { class: "facts tile" }, rows.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", { dir: "auto" }, value))));
}

function related(title, there, rows) {
  if (!there) return "";
  const links = rows.map((row) => element("li", {}, element("a", { href: address({ incident: row.id }), "data-inner": "", dir: "auto" }, `${words(row.kind)}: ${parties(row)}`), ` ${row.date?.value || row.day || ""}`));
  return element("section", { class: "related" }, element("h3", {}, title), element("ul", {}, links.length ? links : element("li", {}, "an incident that this worker does not remember")));
}

function reportsOf(incident) {
  const list = element("ol", { class: "reports" }, incident.reports.slice(0, AT_ONCE).map(reportOf));
  const rest = incident.reports.slice(AT_ONCE);
  const listed = incident.reports.length;
  const more = incident.counts.reports > listed ? element("p", { class: "note" }, `The first ${listed} are listed; ${incident.counts.reports - listed} more are only counted.`) : "";
  if (!rest.length) return element("div", {}, list, more);
  const button = element("button", { type: "button" }, `Show ${many(rest.length, "more report")}`);
  button.addEventListener("click", () => {
    const made = rest.splice(0, AT_ONCE).map(reportOf);
    list.append(...made);
    button.textContent = `Show ${many(rest.length, "more report")}`;
    button.hidden = !rest.length;
    made[0].querySelector("a")?.focus();
  });
  return element("div", {}, list, button, more);
}

function reportOf(report) {
  const body = element("div", { class: "body" }, element("p", { class: "note" }, "Fetching the article …"));
  fill(body, report);
  const { score, because } = report.joined;
  const joined = because[0] === OPENED ? "opened the incident" : `joined with ${Math.round(score * 100)}%: ${because.join(", ")}`;
  return element(
    "li",
    { class: "event" },
    element("p", { class: "by" }, source({ url: report.url, source: report.source, id: report.article_id }), report.published_at ? ` ${report.published_at.slice(0, 10)}` : ""),
    element("h4", { dir: "auto" }, report.headline),
    element("div", { class: "tags" }, statusTag(report.modality), element("span", { class: "tag" }, `confidence ${Math.round(report.confidence * 100)}%`)),
    body,
    element("footer", {}, element("span", {}, joined), element("a", { href: address({ article: report.event_id }), "data-inner": "" }, "what each stage said")),
  );
}

async function fill(body, report) {
  try {
    const event = await ask(`api/events/${encodeURIComponent(report.event_id)}`);
    const text = codePoints(event.article.text);
    const title = codePoints(event.article.title);
    const spans = spansOf(event);
    const told = passages(event, text).map(([start, end]) => passage(text, start, end, spans));
    const inTitle = spans.some((span) => span.part === "title" && span.kind === "evidence");
    body.replaceChildren(
      ...(inTitle ? [element("p", { class: "passage", dir: "auto" }, marked(title, 0, title.length, spans, "title"))] : []),
      ...told,
      ...quotes(event).map((said) => element("p", { class: "said", dir: "auto" }, said)),
    );
  } catch (problem) {
    body.replaceChildren(element("p", { class: "note" }, problem.message));
  }
}

function historyOf(revisions) {
  const row = (cells, name = "td") => element("tr", {}, cells.map((cell) => element(name, name === "th" ? { scope: "col" } : {}, String(cell))));
  const rows = revisions.toReversed().map((one) => row([one.revision, new Date(one.written).toISOString().slice(0, 16).replace("T", " "), words(one.status), `${Math.round(one.confidence * 100)}%`, one.counts.reports, one.counts.articles, one.counts.independent_sources]));
  const head = row(["Revision", "Written (UTC)", "Status", "Sure", "Reports", "Articles", "Independent sources"], "th");
  return element("div", { class: "wide", tabIndex: 0, role: "region", "aria-label": "Revisions" }, element("table", {}, element("thead", {}, head), element("tbody", {}, rows)));
}
