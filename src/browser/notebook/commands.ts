import { goTo } from "./places.ts";
import { showHelp, showPalette } from "./palette.ts";
import type { Book, Command } from "./types.ts";
import { turnVariables } from "./widescreen.ts";

/** A command that goes to the server with the chosen cells. */
const there = (name: string, title: string, keys: string[] = [], argument?: string, always: string[] = []): Command => ({
  name: argument === undefined ? name : `${name} ${argument}`,
  title,
  keys,
  always,
  run: (book, given) => book.sender.send(name, given ?? argument),
});

async function split(book: Book): Promise<void> {
  const view = book.current?.view;
  if (view) await book.sender.send("split", String(view.state.selection.main.head));
}

/** Numbers of lines, in all cells or in the chosen ones; or none any more. */
function number(book: Book, all: boolean): void {
  if (all) book.numbers.toggleAll();
  else book.numbers.toggle(book.selection.list());
  for (const cell of book.cells.all()) cell.turned();
}

const taught = (book: Book): boolean => book.lectern.on;

/** All there is to do, in the order of the palette. */
export const commands: Command[] = [
  { name: "run", title: "Run the cell and go to the next", always: ["shift+enter"], run: book => book.runs.run("advance") },
  { name: "run-stay", title: "Run the cell and stay", always: ["ctrl+enter"], run: book => book.runs.run("stay") },
  { name: "run-insert", title: "Run the cell and insert one below", always: ["alt+enter"], run: book => book.runs.run("insert") },
  there("run-all", "Run all cells"),
  there("run-above", "Run all cells above"),
  there("run-below", "Run this cell and all below"),
  there("run-rest", "Run the rest of the run that stopped"),
  there("run-stale", "Run the cells that are stale"),
  there("stop", "Stop the running cell", ["i i"]),
  there("restart", "Restart the kernel", ["0 0"]),
  there("restart-run-all", "Restart the kernel and run all cells"),
  there("restart-clear", "Restart the kernel and take all outputs away"),
  { name: "kernel", title: "Change the kernel", run: book => book.root.querySelector<HTMLElement>("[data-kernel-button]")?.click() },
  { name: "edit", title: "Write in the cell", keys: ["enter"], run: book => book.writing.edit() },
  { name: "up", title: "Choose the cell above", keys: ["arrowup", "k"], run: book => book.selection.step(-1) },
  { name: "down", title: "Choose the cell below", keys: ["arrowdown", "j"], run: book => book.selection.step(1) },
  {
    name: "extend-up",
    title: "Choose also the cell above",
    keys: ["shift+arrowup", "shift+k"],
    run: book => book.selection.step(-1, true),
  },
  {
    name: "extend-down",
    title: "Choose also the cell below",
    keys: ["shift+arrowdown", "shift+j"],
    run: book => book.selection.step(1, true),
  },
  { name: "all", title: "Choose all cells", keys: ["ctrl+a"], run: book => book.selection.chooseAll() },
  { name: "first", title: "Go to the first cell", keys: ["ctrl+home", "home"], run: book => book.selection.step(-Infinity) },
  { name: "last", title: "Go to the last cell", keys: ["ctrl+end", "end"], run: book => book.selection.step(Infinity) },
  there("insert-above", "Insert a cell above", ["a"]),
  there("insert-below", "Insert a cell below", ["b"]),
  there("insert-below", "Insert a Markdown cell below", [], "markdown"),
  there("cut", "Cut", ["x"]),
  there("copy", "Copy", ["c"]),
  there("paste-below", "Paste below", ["v"]),
  there("paste-above", "Paste above", ["shift+v"]),
  there("duplicate", "Duplicate"),
  there("delete", "Delete", ["d d"]),
  there("undo", "Bring back what was deleted", ["z"]),
  there("turn", "Turn into code", ["y"], "code"),
  there("turn", "Turn into Markdown", ["m"], "markdown"),
  there("turn", "Turn into raw text", ["r"], "raw"),
  ...[1, 2, 3, 4, 5, 6].map(depth => there("heading", `Turn into a heading of level ${depth}`, [`${depth}`], `${depth}`)),
  there("merge", "Merge with the cell below, or the chosen cells", ["shift+m"]),
  { name: "split", title: "Split the cell at the cursor", always: ["ctrl+shift+-", "ctrl+shift+_"], run: book => split(book) },
  there("move-up", "Move up", ["ctrl+shift+arrowup"], undefined, ["ctrl+shift+arrowup"]),
  there("move-down", "Move down", ["ctrl+shift+arrowdown"], undefined, ["ctrl+shift+arrowdown"]),
  there("fold-outputs", "Hide or show the outputs", ["o"]),
  there("scroll-outputs", "Let long outputs scroll, or not", ["shift+o"]),
  there("fold-source", "Hide or show the input"),
  there("fold-all", "Collapse the cell to one line, or open it"),
  there("hide-all-sources", "Hide all inputs"),
  there("show-all-sources", "Show all inputs"),
  there("parameters", "Make the cell the notebook's parameters, or not"),
  there("clear", "Take the outputs away"),
  there("clear-all", "Take all outputs away"),
  { name: "numbers", title: "Line numbers in this cell", keys: ["l"], run: book => number(book, false) },
  { name: "all-numbers", title: "Line numbers in all cells", keys: ["shift+l"], run: book => number(book, true) },
  { name: "find", title: "Find and replace", keys: ["f", "ctrl+f"], always: ["ctrl+f"], run: book => book.find() },
  { name: "focus-mode", title: "One cell over the whole screen, or all", keys: ["shift+f"], run: book => book.lectern.turn() },
  { name: "page-next", title: "On the lectern: on", keys: ["pagedown"], when: taught, run: book => book.lectern.page(1) },
  { name: "page-back", title: "On the lectern: back", keys: ["pageup"], when: taught, run: book => book.lectern.page(-1) },
  { name: "lectern-next", title: "On the lectern: the next cell", keys: ["arrowright"], when: taught, run: book => book.selection.step(1) },
  {
    name: "lectern-back",
    title: "On the lectern: the cell before",
    keys: ["arrowleft"],
    when: taught,
    run: book => book.selection.step(-1),
  },
  { name: "lectern-leave", title: "Leave the lectern", keys: ["escape"], when: taught, run: book => book.lectern.turn(false) },
  { name: "variables", title: "Variables", keys: ["ctrl+shift+v"], run: turnVariables },
  there("side", "Outline and files"),
  { name: "save", title: "Save now", keys: ["s"], always: ["ctrl+s"], run: book => book.sender.send("save") },
  { name: "scroll-down", title: "Scroll down", keys: ["space"], run: book => book.scroll(1) },
  { name: "scroll-up", title: "Scroll up", keys: ["shift+space"], run: book => book.scroll(-1) },
  { name: "palette", title: "All commands", keys: ["p"], always: ["ctrl+shift+c"], run: book => showPalette(book, commands) },
  { name: "help", title: "Keys", keys: ["h"], run: () => showHelp(commands) },
];

/** Commands of buttons and scripts only. */
export const hidden: Command[] = [
  there("dismiss", ""),
  there("empty-bin", ""),
  there("move-before", ""),
  { name: "choose", title: "", run: (book, cell) => book.selection.choose(cell ? [cell] : []) },
  { name: "go-to", title: "", run: goTo },
];

/** The command of a name. */
export const commandOf = new Map([...commands, ...hidden].map(command => [command.name, command]));
