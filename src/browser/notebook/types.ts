import type { CellController } from "./cellcontroller.ts";
import type { CellList } from "./celllist.ts";
import type { CommandQueue } from "./commandqueue.ts";
import type { LineNumbers } from "./linenumbers.ts";
import type { CellRuns } from "./runs.ts";
import type { Selection } from "./selection.ts";
import type { Sender } from "./sender.ts";
import type { Writing } from "./writing.ts";

/** A notebook in the page, as its commands, keys and panels know it. */
export interface Book {
  readonly root: HTMLElement;
  readonly cells: CellList;
  readonly selection: Selection;
  readonly writing: Writing;
  readonly sender: Sender;
  readonly runs: CellRuns;
  readonly numbers: LineNumbers;
  readonly queue: CommandQueue;
  /** The active cell. */
  readonly current: CellController | undefined;
  /** A key asks for a command: when it leads into a cell that is not there yet, what is typed from now on is meant for that cell. */
  expect(command: Command): void;
  /** Up or down by most of what is seen. */
  scroll(way: 1 | -1): void;
  /** Opens the panel that finds and replaces. */
  find(): void;
  /** One cell at a time. */
  readonly lectern: { readonly on: boolean; turn(on?: boolean): Promise<void>; page(way: 1 | -1): void };
}

/** Something the visitor can do: by a key, from the palette, from a button. */
export interface Command {
  name: string;
  title: string;
  /** In command mode; of several the first is shown. Two keys with a blank between are pressed one after another. */
  keys?: string[];
  /** When the keys are its own; defaults to always. */
  when?(book: Book): boolean;
  /** Also while writing. */
  always?: string[];
  run(book: Book, argument?: string): void | Promise<unknown>;
}
