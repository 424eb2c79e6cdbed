import { announce } from "./announce.ts";
import { copyText } from "./copy.ts";

const long = 2400;
let timer = 0;

/** Says something for a moment: to those who look in a line at the foot of the page, to those who listen by the live region. */
export function tell(text: string): void {
  announce(text);
  const line = document.querySelector<HTMLElement>("body > .wbl-told") ?? made();
  line.textContent = text;
  clearTimeout(timer);
  timer = window.setTimeout(() => line.remove(), long);
}

/** Copies text, and says that it did. @param what What was copied: `The C#`. */
export async function copyAndTell(text: string, what: string): Promise<void> {
  tell((await copyText(text)) ? `${what} is in the clipboard.` : "The browser did not allow copying.");
}

function made(): HTMLElement {
  const element = document.createElement("div");
  element.className = "wbl-told";
  element.setAttribute("aria-hidden", "true"); // the live region has it
  document.body.append(element);
  return element;
}
