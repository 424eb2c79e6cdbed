import type { CellController } from "./cellcontroller.ts";

/** The cells in the page. Their elements are Blazor's, which adds, moves and takes them away; each gets its controller here. */
export class CellList {
  private readonly controllers = new Map<string, CellController>();
  private readonly watch = new MutationObserver(changes => this.changed(changes));
  private readonly near = new IntersectionObserver(entries => this.seen(entries), { root: null, rootMargin: "500px" });

  /** @param settled Called after cells came or went. */
  constructor(
    readonly element: HTMLElement,
    private readonly make: (element: HTMLElement) => CellController,
    private readonly settled: () => void,
  ) {}

  /** Takes the cells that are here, and all that come. */
  follow(): void {
    const attributeFilter = ["data-kind", "aria-label"];
    this.watch.observe(this.element, { childList: true, subtree: true, attributes: true, attributeFilter });
    for (const element of this.elements()) this.take(element);
  }

  /** The controllers, in no order. */
  all(): CellController[] {
    return [...this.controllers.values()];
  }

  /** The ids of the cells from the top. */
  order(): string[] {
    return this.elements().map(element => element.dataset.cell!);
  }

  has(cell: string): boolean {
    return this.controllers.has(cell);
  }

  /** The controller of a cell; undefined where there is no such cell. */
  of(cell: string | null): CellController | undefined {
    return cell === null ? undefined : this.controllers.get(cell);
  }

  /** The id of the cell so many places below; undefined beyond the ends. */
  beside(cell: string | null, by: number): string | undefined {
    const order = this.order();
    return order[order.indexOf(cell ?? "") + by];
  }

  dispose(): void {
    this.watch.disconnect();
    this.near.disconnect();
    for (const controller of this.all()) controller.dispose();
  }

  private elements(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>(":scope > section[data-cell]")];
  }

  private seen(entries: IntersectionObserverEntry[]): void {
    for (const e of entries) if (e.isIntersecting) void this.of((e.target as HTMLElement).dataset.cell!)?.seen();
  }

  private take(element: HTMLElement): void {
    const cell = element.dataset.cell!;
    if (this.of(cell)?.element === element) return;
    const controller = this.make(element);
    this.controllers.set(cell, controller);
    this.near.observe(element);
    if (element.dataset.kind !== "code" && controller.text.length === 0) element.dataset.editing = "";
  }

  private changed(changes: MutationRecord[]): void {
    for (const { type, target } of changes) if (type === "attributes") this.of((target as HTMLElement).dataset?.cell ?? "")?.turned();
    if (changes.some(change => change.type !== "attributes" && change.target === this.element)) this.renew();
  }

  private renew(): void {
    for (const controller of this.all()) if (!controller.element.isConnected) this.drop(controller);
    for (const element of this.elements()) this.take(element);
    this.settled();
  }

  private drop(controller: CellController): void {
    controller.dispose();
    this.controllers.delete(controller.cell);
  }
}
