// Operations: what this worker does now, and its latest events.

import { ask, complain, say } from "./api.js";
import { byId, count, drawing, element, number, words } from "./dom.js";
import { card } from "./event_card.js";

const STATUS_EVERY_MS = 1000;
const EVENTS_EVERY_MS = 1500;
const KEPT = 50; // cards on the page
const CHART_SECONDS = [60, 300]; // shortest and longest time on the chart
const ROWS = 6; // of a list of counts
const RATE_SECONDS = 10;

let asked = false; // whether the worker has told its latest events
let latest = 0; // number of the newest event that is shown
let startedAt = null;
let paused = false;
let visible = false;

export function showOperations(shown) {
  visible = shown;
  if (shown) document.title = "Operations – Demarche";
}

function showStatus(status) {
  if (startedAt !== null && startedAt !== status.started_at) latest = 0; // another worker answers now, and counts its events anew
  startedAt = status.started_at;
  say(status.ready ? "ready" : "not-ready", status.ready ? "Ready" : `Not ready: ${status.reason}`);
  showThroughput(status);
  showOutcomes(status.outcomes);
  const lags = status.lag.filter((one) => one.lag > 0);
  byId("lag").textContent = number.format(lags.reduce((sum, one) => sum + one.lag, 0));
  byId("lags").replaceChildren(...largest(lags.map((one) => ({ label: `${one.topic}, partition ${one.partition}`, value: one.lag })), "other partitions"));
  byId("memory").textContent = `${number.format(status.seen_entries)} articles remembered for dedupe`;
  byId("published").textContent = number.format(status.events.reduce((sum, one) => sum + one.count, 0));
  byId("kinds").replaceChildren(
    ...largest(status.events.map((one) => ({ label: `${words(one.topic)}: ${words(one.kind)}`, value: one.count })), "other kinds"),
  );
  byId("about").textContent = `Demarche ${status.version}, rules ${status.rules_version}, group ${status.group}: this worker's share, since its start`;
  showStages(status.stages || []);
  offerTopics(status.events);
}

function showThroughput({ throughput, now, started_at: started, last_progress: progress }) {
  const done = new Map(throughput); // seconds without an outcome are not in it
  const newest = Math.floor(now) - 1; // the running second is not over
  const [shortest, longest] = CHART_SECONDS;
  const width = Math.min(longest, Math.max(shortest, newest - Math.floor(started)));
  const seconds = Array.from({ length: width + 1 }, (_, index) => newest - width + index).filter((second) => second >= Math.floor(started));
  const recent = seconds.slice(-RATE_SECONDS);
  byId("rate").textContent = number.format(recent.reduce((sum, second) => sum + (done.get(second) || 0), 0) / Math.max(1, recent.length));
  byId("progress").textContent = progress ? `Last outcome ${ago(now - progress)}` : "No outcome yet";
  const most = Math.max(1, ...seconds.map((second) => done.get(second) || 0));
  const points = seconds.map((second) => [300 * (1 - (newest - second) / width), 62 - (58 * (done.get(second) || 0)) / most].map((at) => at.toFixed(1)).join(","));
  const chart = byId("chart");
  byId("most").textContent = number.format(most);
  byId("since").textContent = `${width} s ago`;
  chart.setAttribute("aria-label", `Articles a second in the last ${width} seconds; at most ${number.format(most)}`);
  if (points.length < 2) return chart.replaceChildren();
  const first = points[0].split(",")[0];
  chart.replaceChildren(drawing("polygon", { class: "area", points: `${first},64 ${points.join(" ")} 300,64` }), drawing("polyline", { class: "line", points: points.join(" ") }));
}

// The largest counts as rows, and one row for all the others.
function largest(counts, rest) {
  const sorted = counts.toSorted((a, b) => b.value - a.value);
  const others = sorted.slice(ROWS).reduce((sum, one) => sum + one.value, 0);
  const rows = sorted.slice(0, ROWS).map((one) => count(one.label, one.value));
  return others ? [...rows, count(`${sorted.length - ROWS} ${rest}`, others)] : rows;
}

function ago(seconds) {
  if (seconds < 2) return "just now";
  if (seconds < 120) return `${Math.round(seconds)} s ago`;
  return `${Math.round(seconds / 60)} min ago`;
}

function showStages(stages) {
  byId("stages").replaceChildren(...stages.map((one) => count(`${one.stage} (${number.format(one.count)})`, duration(one.mean))));
}

function duration(seconds) {
  return seconds < 0.001 ? `${number.format(seconds * 1e6)} µs` : `${number.format(seconds * 1000)} ms`;
}

function showOutcomes(outcomes) {
  const all = Object.entries(outcomes);
  const total = all.reduce((sum, [, value]) => sum + value, 0);
  byId("total").textContent = number.format(total);
  byId("outcomes").replaceChildren(...all.map(([name, value]) => count(words(name), value, name)));
  const pieces = all.filter(([, value]) => value > 0).map(([name, value]) => {
    const piece = element("span", { "data-outcome": name });
    piece.style.flexGrow = value;
    return piece;
  });
  byId("bar").replaceChildren(...pieces);
}

function offerTopics(events) {
  const select = byId("topic");
  const known = new Set([...select.options].map((option) => option.value));
  for (const { topic } of events) {
    if (known.has(topic)) continue;
    known.add(topic);
    select.append(element("option", { value: topic }, words(topic)));
  }
}

function showEvents({ latest: newest, events }) {
  const feed = byId("feed");
  for (const event of events) {
    const fresh = card(event);
    if (latest > 0) fresh.classList.add("new");
    const older = [...feed.children].find((one) => one.dataset.id === event.event_id);
    if (older) older.remove(); // a later revision takes its place at the top
    feed.prepend(fresh);
  }
  while (feed.children.length > KEPT) feed.lastElementChild.remove();
  latest = newest;
  asked = true;
  offerTopics(events);
  applyFilter();
}

function applyFilter() {
  const wanted = byId("topic").value;
  const cards = [...byId("feed").children];
  for (const one of cards) one.hidden = wanted !== "" && one.dataset.topic !== wanted;
  byId("no-events").hidden = !asked || cards.length > 0;
  byId("no-match").hidden = cards.length === 0 || cards.some((one) => !one.hidden);
  byId("no-match").textContent = `None of the latest ${number.format(cards.length)} events is of the topic ${words(wanted)}.`;
}

// Repeats `step` for ever; a hidden page asks nothing, nor does one that is paused or shows something else.
async function repeat(step, every, stopped) {
  for (;;) {
    try {
      if (!document.hidden && !stopped()) await step();
    } catch (problem) {
      complain(problem);
    }
    await new Promise((resume) => setTimeout(resume, every));
  }
}

export function startOperations() {
  byId("topic").addEventListener("change", applyFilter);
  byId("pause").addEventListener("click", (click) => {
    paused = !paused;
    click.target.setAttribute("aria-pressed", String(paused));
    click.target.textContent = paused ? "Resume" : "Pause";
  });
  repeat(async () => showStatus(await ask("api/status")), STATUS_EVERY_MS, () => false);
  repeat(async () => showEvents(await ask(`api/events?after=${latest}`)), EVENTS_EVERY_MS, () => paused || !visible);
}
