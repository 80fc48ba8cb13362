// Begins: shows the view that the address names, and goes on to another when it changes.

import { current, address, followLinks } from "./address.js";
import { showArticle } from "./article_view.js";
import { showDead } from "./dead_view.js";
import { byId } from "./dom.js";
import { showExplain } from "./explain_view.js";
import { showIncident } from "./incident_view.js";
import { showIncidents, startIncidents } from "./incidents_view.js";
import { showOperations, startOperations } from "./operations_view.js";

const VIEWS = { incidents: showIncidents, incident: showIncident, article: showArticle, explain: showExplain, dead: showDead, operations: showOperations };
const TABS = { incident: "incidents", article: "incidents" };
const heights = new Map(); // how far each view was scrolled

function wanted() {
  const query = current();
  if (query.has("incident")) return "incident";
  if (query.has("article") || query.has("input")) return "article";
  return Object.hasOwn(VIEWS, query.get("view")) ? query.get("view") : "incidents";
}

let shown = "";

function show(change) {
  heights.set(shown, scrollY);
  shown = wanted();
  for (const [name, view] of Object.entries(VIEWS)) {
    byId(`view-${name}`).hidden = name !== shown;
    if (name !== shown) view(false);
  }
  for (const tab of document.querySelectorAll(".tabs a")) {
    tab.href = address(tab.dataset.view === "incidents" ? {} : { view: tab.dataset.view });
    tab.dataset.inner = "";
    if (tab.dataset.view === (TABS[shown] || shown)) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  }
  VIEWS[shown](true);
  if (!change) return;
  scrollTo(0, change.state === "link" ? 0 : heights.get(shown) || 0);
  byId("main").focus({ preventScroll: true });
}

history.scrollRestoration = "manual";
addEventListener("popstate", show);
followLinks();
show(null);
startOperations();
startIncidents();
