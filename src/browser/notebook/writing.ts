import type { Ahead } from "./ahead.ts";
import type { CellController } from "./cellcontroller.ts";
import type { CellList } from "./celllist.ts";
import { offset } from "./language.ts";
import type { LinePosition } from "../messages.ts";
import type { Selection } from "./selection.ts";

/** Whether somebody writes, and where: the ways into a cell's text, out of it, and on to the next. */
export class Writing {
  constructor(
    private readonly root: HTMLElement,
    private readonly cells: CellList,
    private readonly selection: Selection,
    private readonly ahead: Ahead,
  ) {}

  /** Whether an editor has the cursor. */
  get on(): boolean {
    return this.root.dataset.mode === "edit";
  }

  /** An editor has it, or has it again. */
  begin(): void {
    this.root.dataset.mode = "edit";
  }

  /** None has it. */
  end(): void {
    delete this.root.dataset.mode;
  }

  /** Into the text of the active cell. */
  async edit(where?: "start" | "end"): Promise<void> {
    const controller = this.cells.of(this.selection.activeCell);
    if (!controller) return;
    controller.element.dataset.editing = "";
    const view = await controller.mount();
    view.requestMeasure();
    if (where) view.dispatch({ selection: { anchor: where === "start" ? 0 : view.state.doc.length } });
    this.ahead.give(view);
  }

  /** Goes to a stretch of a cell's text and selects it. */
  async goTo(cell: string, from: LinePosition, to: LinePosition): Promise<void> {
    const controller = this.cells.of(cell);
    if (!controller) return;
    this.selection.choose([cell]);
    const view = await controller.mount();
    view.focus();
    const { doc } = view.state;
    view.dispatch({ selection: { anchor: offset(doc, from), head: offset(doc, to) }, scrollIntoView: true });
  }

  /** An editor has got the cursor. */
  entered(controller: CellController): void {
    controller.element.dataset.editing = "";
    this.begin();
    const alone = this.selection.activeCell === controller.cell && this.selection.count <= 1;
    if (!alone) this.selection.choose([controller.cell], false, true);
  }

  /** The cursor leaves an editor. */
  left(controller: CellController, where: "command" | "up" | "down"): void {
    void controller.flush();
    if (where === "command") this.toCommandMode(controller);
    else this.toNext(controller, where);
  }

  private toNext(controller: CellController, where: "up" | "down"): void {
    const next = this.cells.beside(controller.cell, where === "up" ? -1 : 1);
    if (next === undefined) return;
    this.toCommandMode(controller);
    this.selection.choose([next]);
    const shown = this.cells.of(next);
    if (shown?.kind !== "markdown" || shown.element.dataset.editing !== undefined) void this.edit(where === "up" ? "end" : "start");
  }

  private toCommandMode(controller: CellController): void {
    this.end();
    if (controller.kind !== "markdown") delete controller.element.dataset.editing;
    controller.element.focus({ preventScroll: true });
  }
}
