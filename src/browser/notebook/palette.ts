import type { Book, Command } from "./types.ts";

const signs: Record<string, string> = {
  arrowup: "↑",
  arrowdown: "↓",
  enter: "Enter",
  space: "Space",
  ctrl: "Ctrl",
  shift: "Shift",
  alt: "Alt",
  home: "Home",
  end: "End",
  escape: "Esc",
};

/** A key as people write it: `Ctrl Shift ↑`. */
export function written(key: string): string {
  return key
    .split(" ")
    .map(one =>
      one
        .replace(/\+(?=.)/g, "\n")
        .split("\n")
        .map(part => signs[part] ?? part.toUpperCase())
        .join(" "),
    )
    .join(" then ");
}

function dialog(label: string, inside: string): HTMLDialogElement {
  const element = document.createElement("dialog");
  element.className = "nb-dialog";
  element.setAttribute("aria-label", label);
  element.innerHTML = inside;
  element.addEventListener("close", () => element.remove());
  element.addEventListener("click", e => {
    if (e.target === element) element.close();
  });
  document.body.append(element);
  element.showModal();
  return element;
}

/** Lists all commands and does the one that is chosen. */
export function showPalette(book: Book, commands: Command[]): void {
  const element = dialog(
    "All commands",
    `<input class="palette-find" type="text" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list"
      aria-label="Find a command" placeholder="Find a command"><ul id="palette-list" role="listbox" aria-label="Commands"></ul>`,
  );
  const input = element.querySelector("input")!,
    list = element.querySelector("ul")!;
  let shown: Command[] = [],
    at = 0;
  const paint = (): void => {
    const letters = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    shown = commands.filter(command => letters.every(part => command.title.toLowerCase().includes(part)));
    at = Math.max(0, Math.min(at, shown.length - 1));
    list.replaceChildren(
      ...shown.map((command, i) => {
        const item = document.createElement("li"),
          title = document.createElement("span"),
          key = command.keys?.[0] ?? command.always?.[0];
        item.id = `palette-${i}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", String(i === at));
        title.textContent = command.title;
        item.append(title);
        if (key) {
          const kbd = document.createElement("kbd");
          kbd.className = "kbd";
          kbd.textContent = written(key);
          item.append(kbd);
        }
        item.onclick = () => choose(i);
        return item;
      }),
    );
    input.setAttribute("aria-activedescendant", shown.length > 0 ? `palette-${at}` : "");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const choose = (i: number): void => {
    const command = shown[i];
    element.close();
    book.current?.element.focus({ preventScroll: true });
    if (command) void command.run(book);
  };
  input.oninput = () => {
    at = 0;
    paint();
  };
  input.onkeydown = e => {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      at = (at + (e.key === "ArrowDown" ? 1 : shown.length - 1)) % Math.max(1, shown.length);
      paint();
    }
    if (e.key === "Enter") {
      e.preventDefault();
      choose(at);
    }
  };
  paint();
}

/** Lists the keys. */
export function showHelp(commands: Command[]): void {
  const element = dialog(
    "Keys",
    `<div class="row"><h2>Keys</h2><span class="sp"></span><button type="button" class="btn">Close</button></div>
<p class="t2 s">Letters work while no cell is being written in; Esc leaves the text, Enter goes into it. Chords work everywhere.</p>
<div class="keys" tabindex="0"><dl></dl></div>`,
  );
  element.querySelector("button")!.onclick = () => element.close();
  const list = element.querySelector("dl")!;
  for (const command of commands) {
    const keys = [...new Set([...(command.keys ?? []), ...(command.always ?? [])])].filter(key => key !== "ctrl+shift+_");
    if (keys.length === 0) continue;
    const term = document.createElement("dt"),
      words = document.createElement("dd");
    for (const key of keys) {
      const kbd = document.createElement("kbd");
      kbd.className = "kbd";
      kbd.textContent = written(key);
      term.append(kbd, " ");
    }
    words.textContent = command.title;
    list.append(term, words);
  }
}
