// Dead letters: what was refused, why, and how it began.

import { address } from "./address.js";
import { ask } from "./api.js";
import { byId, element, number } from "./dom.js";
import { counted } from "./filters.js";

export async function showDead(shown) {
  if (!shown) return;
  document.title = "Dead letters – Demarche";
  const place = byId("letters");
  try {
    const { letters } = await ask("api/dead");
    const reasons = counted(letters, (letter) => [letter.reason]).map(([reason, count]) => `${reason} ${number.format(count)}`);
    place.replaceChildren(
      element("p", {}, letters.length ? `${number.format(letters.length)}: ${reasons.join(", ")}` : "None."),
      element("ol", { class: "feed" }, letters.map(letterOf)),
    );
  } catch (problem) {
    place.replaceChildren(element("p", { class: "notice" }, problem.message));
  }
}

function letterOf(letter) {
  const [partition, offset] = letter.input.split("-").slice(-2);
  return element(
    "li",
    { class: "event" },
    element("div", { class: "tags" }, element("span", { class: "tag" }, letter.reason), element("span", { class: "tag" }, `${number.format(letter.bytes)} bytes`)),
    element("h3", {}, letter.why),
    letter.detail ? element("p", { dir: "auto" }, letter.detail) : "",
    element("pre", { tabIndex: 0, role: "region", "aria-label": "How it begins", dir: "auto" }, letter.begins),
    element(
      "footer",
      {},
      element("span", {}, `input ${letter.input}`),
      element("span", {}, `stage ${letter.stage || "unknown"}`),
      element("span", {}, new Date(letter.written).toISOString().slice(0, 16).replace("T", " ")),
      element("a", { href: address({ input: `${partition}/${offset}` }), "data-inner": "" }, "what each stage said"),
    ),
  );
}
