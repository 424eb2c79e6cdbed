import type { DotNet } from "../page/dotnet.ts";
import type { CellList } from "./celllist.ts";
import type { Selection } from "./selection.ts";

/** Brings commands to the lab, and before each of them what was typed. */
export class Sender {
  private noting = 0;

  constructor(
    private readonly callee: DotNet,
    private readonly cells: CellList,
    private readonly selection: Selection,
  ) {}

  /** Sends what is typed; of all cells, or of some, and in any case of those that have something under way. */
  async flush(cells: string[] = this.cells.order()): Promise<void> {
    const due = this.cells.all().filter(controller => controller.busy || cells.includes(controller.cell));
    await Promise.all(due.map(controller => controller.flush()));
  }

  /** Writes what has not arrived into the browser's journal. */
  write(): void {
    for (const controller of this.cells.all()) controller.write();
  }

  /** Sends a command for the chosen cells, and chooses those that it answers; all text goes before it. */
  async send(name: string, argument?: string): Promise<string[] | null> {
    const cells = this.selection.list();
    await this.flush(cells);
    if (/^(turn|heading)/.test(name)) for (const cell of cells) delete this.cells.of(cell)?.element.dataset.editing;
    const next = await this.command(name, cells, argument);
    if (next) this.selection.choose(next);
    return next;
  }

  /** Sends a command for some cells; null where it chooses none, or was not taken. */
  async command(name: string, cells: string[], argument?: string): Promise<string[] | null> {
    try {
      return (await this.callee.invokeMethodAsync("OnCommand", name, cells, argument ?? null)) as string[] | null;
    } catch (e) {
      console.debug(`${name} was not taken`, e);
      return null;
    }
  }

  /** Says when text stays unsent. */
  noteUnsent(): void {
    clearTimeout(this.noting);
    this.noting = window.setTimeout(() => this.note(), 1200);
  }

  dispose(): void {
    clearTimeout(this.noting);
  }

  private note(): void {
    const count = this.cells.all().filter(controller => controller.busy).length;
    const place = document.querySelector("[data-unsent]");
    if (place) place.textContent = unsent(count);
    if (count > 0) this.noteUnsent();
  }
}

function unsent(count: number): string {
  if (count === 0) return "";
  return `${count === 1 ? "one cell" : `${count} cells`} not sent yet`;
}
