const field = document.querySelector<HTMLInputElement>("#api")!,
  said = document.querySelector<HTMLElement>("#api-said")!;
let asking = new AbortController();

/** A piece of the page, as the server draws it. */
async function part(address: string, signal?: AbortSignal): Promise<DocumentFragment> {
  const answer = await fetch(address, signal ? { signal } : {}),
    made = document.createElement("template");
  made.innerHTML = await answer.text();
  return made.content;
}

/** Finds what is typed; of several answers the latest question's counts. */
async function find(): Promise<void> {
  asking.abort();
  asking = new AbortController();
  const found = await part(`help/library?find=${encodeURIComponent(field.value)}`, asking.signal);
  said.textContent = found.querySelector("#api-said")?.textContent ?? ""; // the line stays, so that it is heard
  document.querySelector(".api-found")?.remove();
  said.after(...found.querySelectorAll(".api-found"));
}

const quietly = (work: Promise<void>): void => void work.catch((e: unknown) => console.debug("not found", e));

field.addEventListener("input", () => quietly(find()));
field.form!.addEventListener("submit", e => e.preventDefault());
if (said.dataset.unknown !== undefined || field.value !== field.defaultValue) quietly(find());
for (const place of document.querySelectorAll<HTMLElement>("[data-part]"))
  quietly(part(place.dataset.part!).then(made => place.replaceChildren(made)));
