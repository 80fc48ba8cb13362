// Builds the page's elements. Text goes in as text nodes only: articles are hostile input.

export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "class") made.className = value;
    else if (key.startsWith("data-")) made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function byId(id) {
  return document.getElementById(id);
}

export function words(name) {
  return String(name).replaceAll("_", " ");
}

export const number = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

// One row of a list of counts.
export function count(label, value, outcome) {
  const term = element("dt", outcome ? { "data-outcome": outcome } : {}, label);
  return element("div", {}, term, element("dd", {}, number.format(value)));
}
