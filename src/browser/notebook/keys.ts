import { menus, nameOf } from "../page/shortcuts.ts";
import { commands } from "./commands.ts";
import type { Book, Command } from "./types.ts";

/** Keys of command mode, and those that count also while writing. */
const inCommandMode = new Map<string, Command>(),
  always = new Map<string, Command>();
for (const command of commands) {
  for (const key of command.keys ?? []) inCommandMode.set(key, command);
  for (const key of command.always ?? []) {
    always.set(key, command);
    if (!inCommandMode.has(key)) inCommandMode.set(key, command);
  }
}
const firsts = new Set([...inCommandMode.keys()].filter(key => key.includes(" ")).map(key => key.split(" ")[0]!));

/** What has keys of its own. */
const fields = "input, textarea, select";

/** Two keys count as a pair within a second. */
class Pairs {
  private first = "";
  private at = 0;

  /** The command of a key in command mode, by itself or as the second of a pair. */
  take(name: string, time: number): Command | undefined {
    const pair = this.first && time - this.at < 1000 ? inCommandMode.get(`${this.first} ${name}`) : undefined;
    const command = inCommandMode.get(name) ?? pair;
    this.first = !command && firsts.has(name) ? name : "";
    this.at = time;
    return command;
  }

  /** Whether a second key is awaited. */
  get open(): boolean {
    return this.first !== "";
  }
}

/** Listens to the keys of a notebook: letters in command mode, chords everywhere. */
export function listen(book: Book, signal: AbortSignal): void {
  const pairs = new Pairs();
  document.addEventListener("keydown", event => pressed(book, event, pairs), { signal, capture: true });
}

function pressed(book: Book, event: KeyboardEvent, pairs: Pairs): void {
  const target = event.target instanceof Element ? event.target : document.body;
  if (busy(event) || target.closest(fields)) return;
  const writing = target.closest(".cm-editor, [contenteditable]") !== null;
  if (!writing && target !== document.body && !target.closest("[data-cells], main") && !event.ctrlKey) return;
  const name = keyOf(event);
  const command = writing ? always.get(name) : pairs.take(name, event.timeStamp);
  if (command && (command.when?.(book) ?? true)) act(book, event, name, command, target, writing);
  else if (!writing && pairs.open) event.preventDefault();
}

function act(book: Book, event: KeyboardEvent, name: string, command: Command, target: Element, writing: boolean): void {
  if (presses(name, command) && target.closest("button, a, summary, [role=tab], [role=button]")) return;
  event.preventDefault();
  event.stopPropagation();
  // Else Enter, pressed before the answer is here, would press the button.
  if (!writing && target.closest("button, a")) book.current?.element.focus({ preventScroll: true });
  book.expect(command);
  book.queue.add(() => command.run(book));
}

/** Whether somebody else has the key. */
function busy(event: KeyboardEvent): boolean {
  const taken = event.defaultPrevented && event.key !== "Enter";
  return event.isComposing || taken || document.querySelector(`dialog[open], ${menus}`) !== null;
}

/** Whether a key of command mode is also one by which buttons are pressed. */
function presses(name: string, { keys, always: everywhere }: Command): boolean {
  return keys?.includes(name) === true && !everywhere?.includes(name) && /^(enter|space|shift\+space|arrow)/.test(name);
}

/** As elsewhere, but a letter with shift counts as `shift+a`, and Ctrl+Shift+- is that on every keyboard. */
function keyOf(event: KeyboardEvent): string {
  const name = nameOf(event);
  if (event.shiftKey && event.ctrlKey && (event.code === "Minus" || event.key === "_" || event.key === "-")) return "ctrl+shift+-";
  return event.shiftKey && event.key.length === 1 && !name.includes("shift+") && !/[a-z]/i.test(event.key)
    ? name.replace(/([^+]+)$/, "shift+$1")
    : name;
}
