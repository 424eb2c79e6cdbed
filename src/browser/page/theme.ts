import { invoke, type DotNet } from "./dotnet.ts";

type Choice = "light" | "dark" | "system";

const system = matchMedia("(prefers-color-scheme: dark)");
let callee: DotNet | null = null;

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
  root.classList.toggle("wbl-dark", dark);
  root.classList.toggle("wbl-light", !dark);
  root.style.colorScheme = dark ? "dark" : "light";
  window.dispatchEvent(new CustomEvent("wbl-theme", { detail: { dark } }));
  void invoke(callee, "OnThemeChanged", choice, dark);
}

system.addEventListener("change", () => {
  if (get().choice === "system") set("system");
});
set(get().choice);

/** Light, dark, or as the system has it. */
export const theme = {
  get,
  set,
  /** Tells a .NET object of every change, and at once of what holds now. */
  connect(dotNet: DotNet | null): void {
    callee = dotNet;
    const { choice, dark } = get();
    void invoke(callee, "OnThemeChanged", choice, dark);
  },
};
