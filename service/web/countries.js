// The countries: their names, and where they are on the map. Asked for once.

let asked = null;
let known = { names: {}, outlines: {}, dots: {}, without_code: [], size: [1000, 440] };

export function world() {
  asked ||= fetch("world.json").then(async (answer) => (known = await answer.json()));
  return asked;
}

export function countryName(code) {
  return known.names[code] || code;
}
