import type { Ahead } from "./ahead.ts";
import type { CellController } from "./cellcontroller.ts";
import type { CellList } from "./celllist.ts";
import type { Selection } from "./selection.ts";
import type { Sender } from "./sender.ts";
import type { Writing } from "./writing.ts";

/** How it goes on after a run: to the next cell, nowhere, or to a new one below. */
export type AfterRun = "advance" | "stay" | "insert";

/** Runs cells, and goes on to where one writes next. */
export class CellRuns {
  constructor(
    private readonly cells: CellList,
    private readonly selection: Selection,
    private readonly sender: Sender,
    private readonly writing: Writing,
    private readonly ahead: Ahead,
  ) {}

  /** Runs the chosen cells; Markdown among them is shown. */
  async run(after: AfterRun): Promise<void> {
    const cells = this.selection.list();
    const last = cells.at(-1);
    if (!last) return;
    const next = this.cells.beside(last, 1);
    const editing = this.writing.on;
    this.showMarkdown(cells);
    this.writing.end();
    // At once: the keys that follow are not for the cell that runs.
    if (after === "advance" && next !== undefined) this.selection.choose([next]);
    await this.sender.flush(cells);
    const started = this.sender.command("run", cells);
    if (after === "insert" || (after === "advance" && next === undefined)) await this.append(last);
    else if (after === "stay") this.stay(editing);
    await started;
  }

  private showMarkdown(cells: string[]): void {
    for (const cell of cells) {
      const controller = this.cells.of(cell)!;
      if (controller.kind === "markdown") delete controller.element.dataset.editing;
    }
  }

  private stay(editing: boolean): void {
    const current: CellController | undefined = this.cells.of(this.selection.activeCell);
    if (!editing || current?.kind === "markdown") {
      current?.element.focus({ preventScroll: true });
      return;
    }
    this.writing.begin();
    current?.view?.focus();
  }

  /** A new cell below another, to be written in. */
  private async append(after: string): Promise<void> {
    this.selection.choose([after], false, true);
    if (!(await this.sender.send("insert-below"))) {
      this.cells.of(after)?.append(this.ahead.end());
      return;
    }
    await this.selection.arrived();
    await this.writing.edit();
  }
}
