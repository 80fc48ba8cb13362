// Counts as bars that choose a filter: what the drawings beside them show, for every hand and every reader.

import { element, number } from "./dom.js";

const MOST = 6;

export function showBars(place, counts, label, selected, pick) {
  const most = counts.length ? counts[0][1] : 1;
  const shown = counts.slice(0, MOST);
  place.replaceChildren(
    ...shown.map(([value, count]) => {
      const bar = element("span", { class: "length", "aria-hidden": "true" });
      bar.style.width = `${(100 * count) / most}%`;
      const chosen = value === selected;
      return element("button", { type: "button", "aria-pressed": String(chosen), onclick: () => pick(chosen ? "" : value) }, element("span", { class: "name" }, label(value)), element("span", { class: "number" }, number.format(count)), bar);
    }),
    counts.length > MOST ? element("p", { class: "note" }, `and ${number.format(counts.length - MOST)} more: see the filters`) : "",
  );
}
