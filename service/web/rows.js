// The incidents that the page knows, one row each, ready to be searched, counted and sorted.

import { countryName } from "./countries.js";

export const KEPT = 10_000; // as many as a worker remembers

const rows = new Map(); // by id

// Text without case and accents.
export function folded(text) {
  return String(text).normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
}

export function folded_words(text) {
  return folded(text).match(/[\p{L}\p{N}_]+/gu) || [];
}

// Takes a row as the worker tells it; says what is new in it for a reader: "new", "changed" or "" (what can be searched only).
export function take(told) {
  const before = rows.get(told.id);
  if (before && before.revision > told.revision) return "";
  rows.set(told.id, prepared(told));
  if (!before) return "new";
  return before.revision < told.revision ? "changed" : "";
}

export function all() {
  return [...rows.values()];
}

// The oldest go, as they do in the worker.
export function shed() {
  if (rows.size <= KEPT) return;
  const oldest = all().sort((a, b) => a.last - b.last).slice(0, rows.size - KEPT);
  for (const one of oldest) rows.delete(one.id);
}

function prepared(told) {
  const countries = [...told.actors, ...told.targets, told.place].map((one) => one?.country).filter(Boolean);
  return {
    ...told,
    day: told.date?.first || told.first_report.slice(0, 10), // of the act; where no report tells it, of the first report
    last: Date.parse(told.last_report),
    countries: [...new Set(countries)],
    actorNames: told.actors.map(names),
    targetNames: told.targets.map(names),
    text: ` ${folded([...told.headlines, ...told.evidence].join(" · "))}`,
  };
}

// All that a party goes by, as words with a space before and behind each.
function names(party) {
  const texts = [party.name, party.role, party.country, party.country && countryName(party.country)];
  return texts.filter(Boolean).map((text) => ` ${folded_words(text).join(" ")} `);
}
