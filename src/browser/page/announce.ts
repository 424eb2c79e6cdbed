let region: HTMLElement | null = null,
  waiting = "",
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
  if (!region?.isConnected) {
    region = document.createElement("div");
    region.className = "wbl-live";
    region.setAttribute("role", "status");
    region.setAttribute("aria-live", "polite");
    document.body.append(region);
  }
  region.textContent = waiting;
}
