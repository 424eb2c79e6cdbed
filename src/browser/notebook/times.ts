/**
 * Counts the seconds of a running cell beside it. The server says when it began; only the difference of this clock is used, so that a wrong
 * clock is seen as such at most once.
 */
export function watchTimes(list: HTMLElement, signal: AbortSignal): void {
  const timer = window.setInterval(() => {
    for (const element of list.querySelectorAll<HTMLElement>("[data-began]")) {
      const seconds = Math.max(0, (Date.now() - Number(element.dataset.began)) / 1000);
      element.textContent =
        seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
    }
  }, 250);
  signal.addEventListener("abort", () => clearInterval(timer));
}
