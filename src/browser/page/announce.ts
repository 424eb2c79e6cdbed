let waiting = "",
  free = 0,
  timer = 0;

/** Says something through one polite live region, at most one message a second; of several that wait only the latest is said. */
export function announce(text: string): void {
  waiting = text;
  if (timer) return;
  timer = window.setTimeout(say, Math.max(0, free - performance.now()));
}

function say(): void {
  timer = 0;
  free = performance.now() + 1000;
  region().textContent = waiting;
}

/** The one of the page: each bundle has this module, and more than one region would speak at once. */
function region(): HTMLElement {
  const there = document.querySelector<HTMLElement>("body > .wbl-live");
  if (there) return there;
  const made = document.createElement("div");
  made.className = "wbl-live";
  made.setAttribute("role", "status");
  made.setAttribute("aria-live", "polite");
  document.body.append(made);
  return made;
}
