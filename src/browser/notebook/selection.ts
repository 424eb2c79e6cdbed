import type { CellList } from "./celllist.ts";

/** Which cells are chosen, and which of them is the active one. What stands in the elements for it, Blazor never renders. */
export class Selection {
  private readonly chosen = new Set<string>();
  private active: string | null = null;
  private anchor: string | null = null;
  private awaited: string[] | null = null;
  private readonly waiting: (() => void)[] = [];

  /** @param activated Told of the active cell: whether it is to be brought into sight, and whether the cursor stays where it is. */
  constructor(
    private readonly cells: CellList,
    private readonly activated: (cell: string, show: boolean, quietly: boolean) => void,
  ) {}

  /** The active cell's id, or null. */
  get activeCell(): string | null {
    return this.active;
  }

  /** How many are chosen. */
  get count(): number {
    return this.chosen.size;
  }

  has(cell: string): boolean {
    return this.chosen.has(cell);
  }

  /** The chosen cells from the top. */
  list(): string[] {
    return this.cells.order().filter(cell => this.chosen.has(cell));
  }

  /** Chooses cells, at once or as soon as one of them is here; the first is the active one. */
  choose(cells: string[], show = true, quietly = false): void {
    const first = cells.find(cell => this.cells.has(cell));
    this.awaited = first ? null : cells;
    if (!first) return;
    this.anchor = first;
    this.replace(cells);
    this.activate(first, show, quietly);
  }

  /** Up or down; with more, the chosen stretch grows or shrinks. */
  step(by: number, extend = false): void {
    const order = this.cells.order();
    const at = order.indexOf(this.active ?? "");
    const to = order[Math.max(0, Math.min(order.length - 1, at + by))];
    if (to === undefined) return;
    if (extend) this.extend(to);
    else this.choose([to]);
  }

  /** Chooses all from where the choice began to a cell. */
  extend(to: string): void {
    const order = this.cells.order();
    const ends = [order.indexOf(this.anchor ?? to), order.indexOf(to)];
    this.replace(order.slice(Math.min(...ends), Math.max(...ends) + 1));
    this.activate(to, true, false);
  }

  /** Chooses a cell too, or no more. */
  toggle(cell: string): void {
    if (!this.chosen.delete(cell)) this.chosen.add(cell);
    this.paint();
  }

  chooseAll(): void {
    for (const cell of this.cells.order()) this.chosen.add(cell);
    this.paint();
  }

  /** After cells came or went: what was to be chosen is chosen. */
  settle(): void {
    for (const cell of this.chosen) if (!this.cells.has(cell)) this.chosen.delete(cell);
    if (this.awaited?.some(cell => this.cells.has(cell))) this.choose(this.awaited);
    else if (this.active !== null && !this.cells.has(this.active)) this.chooseFirst();
    else this.paint();
    if (!this.awaited) for (const come of this.waiting.splice(0)) come();
  }

  /** Ends when the cells that were to be chosen are here. */
  async arrived(): Promise<void> {
    while (this.awaited) await new Promise<void>(come => this.waiting.push(come));
  }

  private chooseFirst(): void {
    const first = this.cells.order()[0];
    if (first && !this.awaited) this.choose([first], false, true);
  }

  private replace(cells: string[]): void {
    this.chosen.clear();
    for (const cell of cells) this.chosen.add(cell);
  }

  private activate(cell: string, show: boolean, quietly: boolean): void {
    this.active = cell;
    this.paint();
    this.activated(cell, show, quietly);
  }

  private paint(): void {
    for (const { cell, element } of this.cells.all()) {
      element.toggleAttribute("data-active", cell === this.active);
      element.toggleAttribute("data-chosen", this.chosen.has(cell));
      element.tabIndex = cell === this.active ? 0 : -1;
      if (this.chosen.size > 1) element.setAttribute("aria-current", String(this.chosen.has(cell)));
      else element.removeAttribute("aria-current");
    }
  }
}
