type Choice = "light" | "dark" | "system";

const system = matchMedia("(prefers-color-scheme: dark)");
const next: Record<Choice, Choice> = { system: "light", light: "dark", dark: "system" };

function get(): { choice: Choice; dark: boolean } {
  const kept = /(?:^|; )wbl-theme=([a-z-]+)/.exec(document.cookie)?.[1] ?? "system",
    plain: Choice = kept === "dark" ? "dark" : "light",
    choice = kept.startsWith("system") ? "system" : plain;
  return { choice, dark: choice === "system" ? system.matches : choice === "dark" };
}

function set(choice: Choice): void {
  // The cookie tells what the system had last, so that the server renders the right one first.
  const value = choice === "system" ? `system-${system.matches ? "dark" : "light"}` : choice;
  document.cookie = `wbl-theme=${value}; Path=${new URL(document.baseURI).pathname}; Max-Age=31536000; SameSite=Lax`;
  const dark = choice === "system" ? system.matches : choice === "dark",
    root = document.documentElement;
  root.dataset.look = choice;
  root.classList.toggle("wbl-dark", dark);
  root.classList.toggle("wbl-light", !dark);
  root.style.colorScheme = dark ? "dark" : "light";
  window.dispatchEvent(new CustomEvent("wbl-theme", { detail: { dark } }));
}

/** Light, dark, or as the system has it: what was chosen holds, the button in the bar chooses the next. */
export function looks(): void {
  system.addEventListener("change", () => {
    if (get().choice === "system") set("system");
  });
  document.addEventListener("click", e => {
    if (e.target instanceof Element && e.target.closest("button.look")) set(next[get().choice]);
  });
  set(get().choice);
}
