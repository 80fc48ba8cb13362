// The table of incidents: so many rows are made as are looked at, more on demand.

import { address } from "./address.js";
import { countryName } from "./countries.js";
import { byId, element, many, number, words } from "./dom.js";
import { statusTag, topicTag } from "./tags.js";

const AT_ONCE = 40;
let shown = [];
let made = 0;

export function showRows(rows) {
  shown = rows;
  made = 0;
  byId("rows").replaceChildren();
  byId("rows").parentElement.setAttribute("aria-rowcount", rows.length + 1);
  further(false);
}

function further(moveFocus) {
  const some = shown.slice(made, made + AT_ONCE).map(tableRow);
  made += some.length;
  byId("rows").append(...some);
  const button = byId("further");
  button.hidden = made >= shown.length;
  button.textContent = `Show more (${number.format(shown.length - made)} left)`;
  if (moveFocus && some.length) some[0].querySelector("a").focus();
}

byId("further").addEventListener("click", () => further(true));

export function parties(row) {
  const actors = row.actors.map(brief).join(", ") || "Somebody";
  return row.targets.length ? `${actors} → ${row.targets.map(brief).join(", ")}` : actors;
}

// A party without what its name says already.
function brief(one) {
  const name = one.name || countryName(one.country) || "unnamed";
  const role = one.role && !name.toLowerCase().includes(one.role.toLowerCase()) ? one.role : "";
  const country = one.country && countryName(one.country) !== name ? one.country : "";
  const more = [role, country].filter(Boolean).join(", ");
  return more ? `${name} (${more})` : name;
}

function tableRow(row) {
  const cell = (name, ...children) => element("span", { role: "cell", class: name }, ...children);
  const link = element("a", { href: address({ incident: row.id }), "data-inner": "", dir: "auto" }, parties(row));
  const place = row.place ? element("span", { class: "place", dir: "auto" }, ` in ${row.place.name}`) : null;
  const confidence = Math.round(row.confidence * 100);
  return element(
    "div",
    { role: "row", class: "incident", "data-topic": row.topic, "data-id": row.id },
    cell("when", row.date?.value || row.day, row.date ? null : element("small", {}, " reported")),
    cell("what", topicTag(row.topic), element("strong", {}, words(row.kind))),
    cell("who", link, place, element("span", { class: "headline", dir: "auto" }, row.headlines[0])),
    cell("how", statusTag(row.status), element("span", { class: "sure" }, `${confidence}% sure`)),
    cell("sources", `${many(row.counts.independent_sources, "independent source")}`, element("small", {}, many(row.counts.articles, "article"))),
  );
}
