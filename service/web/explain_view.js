// The box in which a text is pasted to see what the service makes of it.

import { send } from "./api.js";
import { byId, element } from "./dom.js";
import { explanation } from "./explanation.js";

const form = byId("explain");

export function showExplain(shown) {
  if (shown) document.title = "Explain – Demarche";
}

async function explain() {
  const { title, published, text } = form.elements;
  const page = /^\s*<(!doctype|html|head|body|article|div|p)\b/i.test(text.value);
  const article = { id: "pasted", [page ? "html" : "text"]: text.value };
  if (title.value) article.title = title.value;
  if (published.value) article.published_at = `${published.value}T12:00:00Z`;
  const button = form.querySelector("button");
  button.disabled = true;
  byId("explain-says").textContent = "Reading …";
  try {
    const told = await send("api/explain", article);
    byId("explained").replaceChildren(...explanation(told));
    byId("explain-says").textContent = "Done.";
  } catch (problem) {
    byId("explained").replaceChildren(element("p", { class: "notice" }, problem.message));
    byId("explain-says").textContent = "";
  }
  button.disabled = false;
}

form.addEventListener("submit", (submit) => {
  submit.preventDefault();
  explain();
});
form.addEventListener("keydown", (press) => {
  if (press.key === "Enter" && (press.ctrlKey || press.metaKey)) form.requestSubmit();
});
