// An article's page: at once as its event has it, then as the stages read it again from the input.

import { address, current } from "./address.js";
import { ask } from "./api.js";
import { byId, element } from "./dom.js";
import { source } from "./event_card.js";
import { explanation, whole } from "./explanation.js";

const place = byId("view-article");
let asked = "";

export async function showArticle(shown) {
  if (!shown) return;
  const query = current();
  asked = location.search;
  const mine = asked;
  document.title = "Article – Demarche";
  place.replaceChildren(element("p", { class: "note", role: "status" }, "Looking …"));
  let input = query.get("input");
  let head = [element("h2", {}, `Input ${input}`)];
  let first = [];
  try {
    if (!input) {
      const event = await ask(`api/events/${encodeURIComponent(query.get("article"))}`);
      const { article, lineage } = event;
      input = `${lineage.partition}/${lineage.offset}`;
      head = headOf(event, article);
      first = [whole(article, [event])];
      if (asked !== mine) return;
      place.replaceChildren(...head, element("p", { class: "note", role: "status" }, "Reading it again to see what each stage says …"), ...first);
    }
    const told = await ask(`api/explain/${input}`);
    if (asked === mine) place.replaceChildren(...head, element("p", { class: "note" }, "Read again just now, from the input, by the rules of this worker and alone: what it repeats is not compared."), ...explanation(told));
  } catch (problem) {
    if (asked === mine) place.replaceChildren(...head, element("p", { class: "notice", role: "status" }, problem.message), ...first);
  }
}

function headOf(event, article) {
  const incident = event.incident_id ? element("a", { href: address({ incident: event.incident_id }), "data-inner": "" }, "← The incident that it reports") : null;
  return [
    incident ? element("p", {}, incident) : "",
    element("h2", { dir: "auto" }, article.title || event.headline),
    element("p", { class: "note" }, source(article), article.published_at ? ` ${article.published_at.slice(0, 16).replace("T", " ")}` : "", ` · id ${article.id}`),
  ].filter(Boolean);
}
