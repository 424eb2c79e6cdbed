import type { SeenSample } from "../messages.ts";
import { attach } from "./photos.ts";

const find = <E extends Element>(selector: string): E | null => document.querySelector<E>(selector);

function say(selector: string, words: string): void {
  const place = find(selector);
  if (place) place.textContent = words;
}

function refuse(sentence: string): void {
  find<HTMLElement>("[data-refused]")!.hidden = sentence === "";
  say("[data-refused] span", sentence);
}

/** What becomes of a photo that was dropped, pasted or chosen: its way is told, and then the Explorer opens with it. */
const taken: Record<string, (...args: never[]) => void> = {
  OnPhotoStarted: () => {
    refuse("");
    taken.OnPhotoProgress?.(0 as never);
  },
  OnPhotoProgress: (fraction: number) => say("[data-progress]", `Taking it in, ${Math.round(fraction * 100)} %`),
  OnPhotoReady: (artifact: string, name: string) => location.assign(`explore?photo=${artifact}&name=${encodeURIComponent(name)}`),
  OnPhotoRefused: (sentence: string) => {
    say("[data-progress]", asked);
    refuse(sentence);
  },
};

/** Says of each photo what the network sees in it, once the kernel knows. */
async function seen(): Promise<void> {
  const answer = await fetch("samples");
  if (!answer.ok) return refuse(await answer.text());
  for (const { name, label, probability } of (await answer.json()) as SeenSample[]) {
    const row = find(`[data-sample="${name}"] .row`);
    row?.querySelector(".b")?.replaceChildren(label);
    row?.insertAdjacentHTML("beforeend", '<span class="m t2 nw"></span>');
    row?.querySelector(".m")?.replaceChildren(probability);
  }
}

/** Makes a notebook and opens it, or says why none could be made. */
async function make(submitted: SubmitEvent): Promise<void> {
  submitted.preventDefault();
  const answer = await fetch((submitted.target as HTMLFormElement).action, { method: "post" });
  if (answer.ok) location.assign(answer.url);
  else refuse(await answer.text());
}

const asked = find("[data-progress]")?.textContent ?? "",
  drop = attach(find("[data-drop]"), find("input[type=file]"), {
    invokeMethodAsync: (method, ...args) => Promise.resolve(taken[method]?.(...(args as never[]))),
  });
find("[data-choose]")?.addEventListener("click", () => drop.choose());
if (find("[data-unknown]")) void seen();
find("form[action=notebook-files]")?.addEventListener("submit", submitted => void make(submitted as SubmitEvent));
