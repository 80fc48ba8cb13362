// How many acts there were when, as columns by topic; a column that is chosen becomes the time that is looked at.

import { byId, element, many, words } from "./dom.js";
import { counted } from "./filters.js";

const MOST_COLUMNS = 62;
const DAY_MS = 86_400_000;
// How a day is cut to a unit, from the finest on; the first that needs no more columns than there is room for is taken.
const UNITS = [
  { name: "day", key: (day) => day.slice(0, 10), next: (key) => shifted(key, 1), last: (key) => key },
  { name: "week", key: monday, next: (key) => shifted(key, 7), last: (key) => shifted(key, 6) },
  { name: "month", key: (day) => day.slice(0, 7), next: nextMonth, last: (key) => shifted(`${nextMonth(key)}-01`, -1) },
  { name: "year", key: (day) => day.slice(0, 4), next: (key) => String(Number(key) + 1).padStart(4, "0"), last: (key) => `${key}-12-31` },
];

function shifted(day, days) {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

function monday(day) {
  const full = day.length >= 10 ? day : `${day}-01-01`.slice(0, 10);
  return shifted(full, -((new Date(full).getUTCDay() + 6) % 7));
}

function nextMonth(key) {
  const [year, month] = key.split("-").map(Number);
  return month === 12 ? `${String(year + 1).padStart(4, "0")}-01` : `${String(year).padStart(4, "0")}-${String(month + 1).padStart(2, "0")}`;
}

// `pick({from, to})` is called with the first and last day of the column that was chosen.
export function showTimeline(rows, filters, pick) {
  const place = byId("timeline");
  const known = rows.filter((row) => /^\d{4}/.test(row.day));
  if (!known.length) return place.replaceChildren(element("p", { class: "note" }, "Nothing to show."));
  const { unit, columns } = cut(known);
  const most = Math.max(...columns.map((column) => column.rows.length));
  const made = columns.map((column, index) => columnOf(column, unit, most, index === columns.length - 1, pick));
  const range = element("p", { class: "range" }, element("span", {}, columns[0].key), element("span", {}, `by ${unit.name}, at most ${most}`), element("span", {}, columns.at(-1).key));
  const back = filters.from || filters.to ? element("button", { type: "button", onclick: () => pick({ from: "", to: "" }) }, "All time") : null;
  const group = element("div", { class: "columns", role: "group", "aria-label": `Acts by ${unit.name}; arrow keys move` }, made);
  group.addEventListener("keydown", walk);
  place.replaceChildren(group, range, back || "");
}

function cut(rows) {
  let first = rows[0].day;
  let last = first;
  for (const { day } of rows) {
    if (day < first) first = day;
    if (day > last) last = day;
  }
  for (const unit of UNITS) {
    const columns = columnsOf(unit, first, last, unit === UNITS.at(-1) ? Infinity : MOST_COLUMNS);
    if (columns) return { unit, columns: filled(columns, rows, unit) };
  }
}

function columnsOf(unit, first, last, most) {
  if (unit.name === "day" && (first.length < 10 || last.length < 10)) return null;
  const end = unit.key(last);
  const columns = new Map();
  for (let key = unit.key(first); key <= end; key = unit.next(key)) {
    if (columns.size >= most) return null;
    columns.set(key, { key, rows: [] });
  }
  return columns;
}

function filled(columns, rows, unit) {
  for (const row of rows) columns.get(unit.key(row.day))?.rows.push(row);
  return [...columns.values()];
}

function columnOf({ key, rows }, unit, most, reachable, pick) {
  const topics = counted(rows, (row) => [row.topic]);
  const kinds = counted(rows, (row) => [row.kind]).map(([kind, count]) => `${words(kind)} ${count}`);
  const label = `${key}: ${many(rows.length, "act")}${kinds.length ? ` (${kinds.join(", ")})` : ""}`;
  const pieces = topics.map(([topic, count]) => {
    const piece = element("span", { class: "piece", "data-topic": topic });
    piece.style.height = `${(100 * count) / most}%`;
    return piece;
  });
  const first = unit.name === "month" ? `${key}-01` : unit.name === "year" ? `${key}-01-01` : key;
  return element("button", { type: "button", class: "column", title: label, "aria-label": label, tabIndex: reachable ? 0 : -1, onclick: () => pick({ from: first, to: unit.last(key) }) }, pieces);
}

// One column is in the order of the Tab key; the arrows go on from there.
function walk(press) {
  const to = { ArrowLeft: press.target.previousElementSibling, ArrowRight: press.target.nextElementSibling }[press.key];
  if (!to) return;
  press.preventDefault();
  press.target.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}
