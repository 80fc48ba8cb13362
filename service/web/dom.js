// Builds the page's elements. Text goes in as text nodes only: articles are hostile input.

const SVG = "http://www.w3.org/2000/svg";

export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "class") made.className = value;
    else if (/^(data-|aria-|role$)/.test(key)) made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

export function drawing(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export function byId(id) {
  return document.getElementById(id);
}

export function words(name) {
  return String(name).replaceAll("_", " ");
}

export const number = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

export function many(count, one, more = `${one}s`) {
  return `${number.format(count)} ${count === 1 ? one : more}`;
}

// One row of a list of counts.
export function count(label, value, outcome) {
  const term = element("dt", outcome ? { "data-outcome": outcome } : {}, label);
  return element("div", {}, term, element("dd", {}, typeof value === "number" ? number.format(value) : value));
}
