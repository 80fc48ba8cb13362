// Which incidents are wanted: the form, the address of the page, and a test of a row; the three say the same.

import { current, put } from "./address.js";
import { countryName } from "./countries.js";
import { byId, element, number, words } from "./dom.js";
import { folded, folded_words } from "./rows.js";

const NAMES = ["q", "topic", "kind", "modality", "actor", "target", "country", "min_confidence", "from", "to", "sort"];
const form = byId("filters");

export function wanted() {
  return Object.fromEntries(NAMES.map((name) => [name, form.elements[name].value.trim()]));
}

// Sets some filters and says so as if a hand had done it.
export function want(changes) {
  for (const [name, value] of Object.entries(changes)) choose(name, value);
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

export function readAddress() {
  const query = current();
  for (const name of NAMES) choose(name, query.get(name) || "");
}

export function writeAddress() {
  put(wanted());
}

// A select takes only what it offers; what an address asks for is offered though no row has it yet.
function choose(name, value) {
  const field = form.elements[name];
  if (field.tagName === "SELECT" && value && ![...field.options].some((option) => option.value === value)) field.append(element("option", { value }, words(value)));
  field.value = value;
}

const TESTS = {
  topic: (value) => (row) => row.topic === value,
  kind: (value) => (row) => row.kind === value,
  modality: (value) => (row) => row.status === value,
  country: (value) => (row) => row.countries.includes(value),
  min_confidence: (value) => (row) => row.confidence >= Number(value),
  from: (value) => (row) => row.day >= value.slice(0, row.day.length),
  to: (value) => (row) => row.day <= value,
  actor: (value) => named("actorNames", value),
  target: (value) => named("targetNames", value),
  q: (value) => {
    const pieces = folded(value).split(/\s+/).filter(Boolean);
    return (row) => pieces.every((piece) => row.text.includes(piece));
  },
};

function named(field, value) {
  const phrase = ` ${folded_words(value).join(" ")} `;
  return (row) => row[field].some((texts) => texts.some((text) => text.includes(phrase)));
}

// The rows that pass all filters but those named in `except`.
export function chosen(rows, filters, except = []) {
  const tests = Object.keys(TESTS).filter((name) => filters[name] && !except.includes(name)).map((name) => TESTS[name](filters[name]));
  return tests.length ? rows.filter((row) => tests.every((test) => test(row))) : rows;
}

const ORDERS = {
  "": (a, b) => b.last - a.last,
  date: (a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : b.last - a.last),
  sources: (a, b) => b.counts.independent_sources - a.counts.independent_sources || b.counts.articles - a.counts.articles || b.last - a.last,
  confidence: (a, b) => b.confidence - a.confidence || b.last - a.last,
};

export function sorted(rows, filters) {
  return rows.toSorted(ORDERS[filters.sort] || ORDERS[""]);
}

export function counted(rows, valuesOf) {
  const counts = new Map();
  for (const row of rows) for (const value of valuesOf(row)) counts.set(value, (counts.get(value) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

// What the selects offer: what there is, with how many; what is chosen stays.
export function offer(rows) {
  fill("topic", "all", counted(rows, (row) => [row.topic]), words);
  fill("kind", "all", counted(rows, (row) => [row.kind]), words);
  fill("modality", "any", counted(rows, (row) => [row.status]), words);
  fill("country", "any", counted(rows, (row) => row.countries).sort((a, b) => countryName(a[0]).localeCompare(countryName(b[0]))), countryName);
}

function fill(name, none, counts, label) {
  const field = form.elements[name];
  const value = field.value;
  field.replaceChildren(element("option", { value: "" }, none), ...counts.map(([each, many]) => element("option", { value: each }, `${label(each)} (${number.format(many)})`)));
  choose(name, value);
}

export function showCount(filters) {
  const set = NAMES.filter((name) => filters[name] && name !== "q" && name !== "sort").length;
  byId("filter-count").textContent = set ? `(${set})` : "";
  byId("clear").hidden = !NAMES.some((name) => filters[name]);
}

byId("clear").addEventListener("click", () => {
  want(Object.fromEntries(NAMES.map((name) => [name, ""])));
  form.elements.q.focus();
});
form.addEventListener("submit", (submit) => submit.preventDefault());
