// The map of the world, drawn once and coloured by the number of acts; a country that is clicked becomes a filter.
// For a keyboard and a screen reader the bars beneath it say the same.

import { countryName, world } from "./countries.js";
import { byId, drawing, many } from "./dom.js";

const SHADES = 5;
let shapes = null;
let latest = null;

async function draw(pick) {
  const { size, outlines, dots, without_code: others } = await world();
  const map = drawing("svg", { viewBox: `0 0 ${size.join(" ")}`, role: "img", "aria-label": "Map of the world: acts by country" });
  shapes = new Map();
  for (const outline of others) map.append(drawing("path", { d: outline, class: "land" }));
  for (const [code, outline] of Object.entries(outlines)) shapes.set(code, drawing("path", { d: outline, class: "land" }));
  for (const [code, [x, y]] of Object.entries(dots)) shapes.set(code, drawing("circle", { cx: x, cy: y, r: 4, class: "dot" }));
  for (const [code, shape] of shapes) {
    shape.dataset.country = code;
    shape.append(drawing("title"));
    map.append(shape);
  }
  map.addEventListener("click", ({ target }) => {
    const code = target.closest("[data-country]")?.dataset.country;
    if (code) pick(target.closest(".selected") ? "" : code);
  });
  byId("map").replaceChildren(map);
}

export async function showMap(counts, selected, pick) {
  latest = { counts: new Map(counts), selected };
  if (shapes === null) {
    shapes = new Map();
    await draw(pick);
  }
  const most = Math.max(2, ...latest.counts.values());
  for (const [code, shape] of shapes) {
    const count = latest.counts.get(code) || 0;
    const shade = String(Math.ceil((SHADES * Math.log(1 + count)) / Math.log(1 + most))); // few countries have most of the acts
    if (shape.dataset.shade !== shade) shape.dataset.shade = shade;
    shape.classList.toggle("selected", code === latest.selected);
    const title = `${countryName(code)}: ${many(count, "act")}`;
    if (shape.firstChild.textContent !== title) shape.firstChild.textContent = title;
  }
}
