import { invoke, type DotNet } from "../page/dotnet.ts";
import { drawer } from "../page/drawer.ts";
import { actions } from "./actions.ts";
import { Ahead } from "./ahead.ts";
import { CellController } from "./cellcontroller.ts";
import { CellList } from "./celllist.ts";
import { CommandQueue } from "./commandqueue.ts";
import { drags } from "./drag.ts";
import { drawExports } from "./export.ts";
import { FindPanel } from "./find.ts";
import { listen } from "./keys.ts";
import { Lectern } from "./lectern.ts";
import { LineNumbers } from "./linenumbers.ts";
import { point } from "./pointer.ts";
import { prose } from "./prose.ts";
import { CellRuns } from "./runs.ts";
import { Selection } from "./selection.ts";
import { Sender } from "./sender.ts";
import { watchTimes } from "./times.ts";
import type { Book, Command } from "./types.ts";
import { openVariables } from "./widescreen.ts";
import { Writing } from "./writing.ts";

/** A notebook in the page. The cells' elements are Blazor's; which of them are chosen, what is written, and the keys are ours. */
export class LiveBook implements Book {
  readonly cells: CellList;
  readonly selection: Selection;
  readonly sender: Sender;
  readonly writing: Writing;
  readonly runs: CellRuns;
  readonly numbers = new LineNumbers();
  readonly queue = new CommandQueue();
  private readonly ahead = new Ahead(
    after => this.queue.add(() => this.runs.run(after)),
    () => this.queue.add(() => this.leave()),
  );
  private readonly over = new AbortController();
  readonly lectern = new Lectern(this, this.over.signal);
  private panel: FindPanel | null = null;
  private telling = 0;

  constructor(
    readonly root: HTMLElement,
    readonly callee: DotNet,
    readonly notebook: string,
  ) {
    const list = root.querySelector<HTMLElement>("[data-cells]")!;
    this.cells = new CellList(
      list,
      element => new CellController(element, this),
      () => this.selection.settle(),
    );
    this.selection = new Selection(this.cells, (cell, show, quietly) => this.activated(cell, show, quietly));
    this.sender = new Sender(callee, this.cells, this.selection);
    this.writing = new Writing(root, this.cells, this.selection, this.ahead);
    this.runs = new CellRuns(this.cells, this.selection, this.sender, this.writing, this.ahead);
    this.cells.follow();
    this.listen(list);
    this.chooseFirst();
    openVariables(this);
    root.dataset.live = "";
  }

  get current(): CellController | undefined {
    return this.cells.of(this.selection.activeCell);
  }

  /** A text from the server. @returns Whether it was taken. */
  setText(cell: string, text: string): boolean {
    return this.cells.of(cell)?.setText(text) ?? true;
  }

  /** Chooses cells; the first is the active one. */
  choose(cells: string[]): void {
    this.selection.choose(cells);
  }

  expect({ name }: Command): void {
    const last = this.selection.activeCell === this.cells.order().at(-1);
    if (name === "run-insert" || (name === "run" && last) || (name === "edit" && this.queue.busy)) this.ahead.begin();
  }

  scroll(way: 1 | -1): void {
    const { element } = this.cells;
    element.scrollBy({ top: way * element.clientHeight * 0.85 });
  }

  find(): void {
    this.panel ??= new FindPanel(this);
    this.panel.open();
  }

  dispose(): void {
    this.over.abort();
    this.panel?.close();
    this.sender.dispose();
    this.ahead.end();
    this.cells.dispose();
  }

  private listen(list: HTMLElement): void {
    const { signal } = this.over;
    point(this, signal);
    drawer(this.root, ".nb-side", "side-open", "[data-do=side]", signal); // before the keys: Escape means it first
    drawer(this.root, ".nb-vars", "vars-open", "[data-do=variables]", signal);
    listen(this, signal);
    drags(this, list, signal);
    watchTimes(list, signal);
    prose(list, signal);
    drawExports(signal);
    window.addEventListener("pagehide", () => this.hidden(), { signal });
    window.addEventListener("wbl-connected", () => void this.sender.flush(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.away(), { signal });
  }

  /** The cell of the address, or the first. */
  private chooseFirst(): void {
    const wanted = /^#cell-(.+)$/.exec(location.hash)?.[1];
    const first = wanted && this.cells.has(wanted) ? wanted : this.cells.order()[0];
    if (first) this.selection.choose([first], wanted !== undefined);
  }

  private activated(cell: string, show: boolean, quietly: boolean): void {
    const { element } = this.cells.of(cell)!;
    actions(this, element);
    if (this.lectern.on) this.cells.element.scrollTop = 0;
    if (show) element.scrollIntoView({ block: "nearest" });
    if (!quietly && !this.ahead.open) element.focus({ preventScroll: true });
    clearTimeout(this.telling);
    this.telling = window.setTimeout(() => void invoke(this.callee, "OnChosen", cell), 150);
  }

  /** Escape while a cell is on its way: it is not to be written in after all. */
  private leave(): void {
    this.ahead.end();
    if (this.current) this.writing.left(this.current, "command");
  }

  private away(): void {
    this.sender.write();
    void this.sender.flush();
  }

  private hidden(): void {
    this.current?.append(this.ahead.end());
    this.sender.write();
  }
}
