// The page's address holds its state: which view, which incident, which filters. The # (with the token) stays as it is.

export function current() {
  return new URLSearchParams(location.search);
}

// An address for these parameters, relative, so that the page can stand behind any prefix.
export function address(parameters) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== "" && value !== null && value !== undefined));
  return `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`;
}

export function put(parameters) {
  history.replaceState(null, "", address(parameters));
}

// Links to the page itself are followed without loading it anew: the rows are there already.
export function followLinks() {
  document.addEventListener("click", (click) => {
    const link = click.target.closest("a[data-inner]");
    if (!link || click.button !== 0 || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
    click.preventDefault();
    history.pushState(null, "", link.href);
    dispatchEvent(new PopStateEvent("popstate", { state: "link" }));
  });
}
