// The first view: what is known, chosen by the filters, as a table, on a timeline and on a map. What comes while somebody reads is
// announced and waits: nothing that is being read moves.

import { ask, follow, complain } from "./api.js";
import { showBars } from "./bars.js";
import { countryName, world } from "./countries.js";
import { byId, many, number, words } from "./dom.js";
import { chosen, counted, offer, readAddress, showCount, sorted, want, wanted, writeAddress } from "./filters.js";
import { showRows } from "./incident_table.js";
import { all, shed, take } from "./rows.js";
import { showTimeline } from "./timeline.js";
import { showMap } from "./world_map.js";

const form = byId("filters");
const charts = byId("charts");
const waiting = { new: new Set(), changed: new Set() };
let rows = []; // those that the view is about; what came later waits
let latest = 0; // number of the last change that was told
let complete = false; // whether the worker has read what the topics held
let loaded = false; // whether we have been told all that it knew
let visible = false;
let due = 0;
let drawn = ""; // the filters of what the table shows

export function showIncidents(shown) {
  visible = shown;
  if (!shown) return;
  document.title = "Demarche";
  readAddress();
  if (JSON.stringify(wanted()) !== drawn || !rows.length) refresh(); // who comes back finds all as it was
  else announce();
}

// Takes what has come and shows all anew.
function refresh() {
  rows = all();
  waiting.new.clear();
  waiting.changed.clear();
  announce();
  offer(rows);
  render();
}

function render() {
  const filters = wanted();
  drawn = JSON.stringify(filters);
  const found = sorted(chosen(rows, filters), filters);
  showRows(found);
  showCount(filters);
  tellFound(found.length, filters);
  if (charts.open) drawCharts(filters, found);
}

function drawCharts(filters, found) {
  showTimeline(found, filters, want);
  const without = (name) => (filters[name] ? chosen(rows, filters, [name]) : found);
  showBars(byId("by-kind"), counted(without("kind"), (row) => [row.kind]), words, filters.kind, (kind) => want({ kind }));
  const countries = counted(without("country"), (row) => row.countries);
  const pick = (country) => want({ country });
  showMap(countries, filters.country, pick).catch(complain);
  showBars(byId("by-country"), countries, countryName, filters.country, pick);
}

function tellFound(count, filters) {
  const narrowed = Object.entries(filters).some(([name, value]) => value && name !== "sort");
  const reading = loaded && complete ? "" : "; still reading the topics …";
  byId("found").textContent = `${narrowed ? `${number.format(count)} of ${many(rows.length, "incident")}` : many(count, "incident")}${reading}`;
  const none = byId("none");
  none.hidden = count > 0 || !loaded || !complete;
  none.textContent = rows.length ? "No incident passes these filters." : "No incidents yet. Send some articles: demarche produce PATH";
}

function announce() {
  const parts = [waiting.new.size ? `${many(waiting.new.size, "new incident")}` : "", waiting.changed.size ? `${number.format(waiting.changed.size)} changed` : ""].filter(Boolean);
  const button = byId("fresh");
  button.hidden = parts.length === 0;
  button.textContent = parts.length ? `Show ${parts.join(", ")}` : "";
  byId("news").textContent = parts.join(", ");
  document.title = waiting.new.size ? `(${waiting.new.size}) Demarche` : "Demarche";
}

function told(some) {
  for (const row of some) {
    const kind = take(row);
    if (kind && !(kind === "changed" && waiting.new.has(row.id))) waiting[kind].add(row.id);
  }
  shed();
}

async function load() {
  const names = world().catch(complain); // the names of the countries are searched too
  let before = "";
  do {
    const [answer] = await Promise.all([ask(`api/rows${before ? `?before=${before}` : ""}`), names]);
    told(answer.rows);
    if (!before) {
      latest = answer.latest;
      complete = answer.complete;
      if (visible && !loaded) refresh(); // the first are there; the others follow
      await new Promise((resume) => setTimeout(resume));
    }
    before = answer.before;
  } while (before);
  const first = !loaded;
  loaded = true;
  if (first && visible) refresh();
  else announce();
}

async function hear(name, data) {
  if (name === "restart") {
    return load(); // what we have stays: all workers read the same topics
  }
  const settling = !complete || rows.length === 0;
  told(data.rows);
  latest = data.latest;
  complete = data.complete;
  if (settling) soon();
  else announce();
}

// While the worker is still reading there is nobody to be disturbed, but the table need not be made for every message either.
function soon() {
  if (due || !visible) return;
  due = setTimeout(() => {
    due = 0;
    if (visible) refresh();
  }, 300);
}

export async function startIncidents() {
  charts.open = matchMedia("(min-width: 60rem)").matches;
  byId("more-filters").open = charts.open;
  form.addEventListener("input", () => {
    writeAddress();
    render();
  });
  charts.addEventListener("toggle", () => charts.open && visible && render());
  byId("fresh").addEventListener("click", () => {
    refresh();
    byId("rows").querySelector("a")?.focus({ preventScroll: true });
  });
  for (;;) {
    try {
      await load();
      break;
    } catch (problem) {
      complain(problem);
      await new Promise((resume) => setTimeout(resume, 2000));
    }
  }
  await follow(() => `api/stream?after=${latest}`, hear);
}
