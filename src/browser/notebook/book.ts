import type { DotNet } from "../page/dotnet.ts";
import { actions } from "./actions.ts";
import { Ahead } from "./ahead.ts";
import { CellHand } from "./cell.ts";
import { deedOf, type Deed } from "./commands.ts";
import { drags } from "./drag.ts";
import { FindPanel } from "./find.ts";
import { listen } from "./keys.ts";
import { offset, type Place } from "./language.ts";
import { showHelp, showPalette } from "./palette.ts";
import { prose } from "./prose.ts";
import { watchTimes } from "./times.ts";

/** How a run goes on: to the next cell, nowhere, or to a new one below. */
export type How = "advance" | "stay" | "insert";

/** A notebook in the page. The cells' elements are Blazor's; which of them are chosen, what is written, and the keys are ours. */
export class Book {
  readonly cells = new Map<string, CellHand>();
  private readonly over = new AbortController();
  private readonly list: HTMLElement;
  private readonly watch: MutationObserver;
  private readonly near: IntersectionObserver;
  private readonly chosen = new Set<string>();
  private readonly withNumbers = new Set<string>();
  private allNumbers = false;
  private active: string | null = null;
  private anchor: string | null = null;
  private panel: FindPanel | null = null;
  private told = 0;

  constructor(readonly root: HTMLElement, readonly callee: DotNet, readonly notebook: string) {
    this.list = root.querySelector<HTMLElement>("[data-cells]")!;
    const { signal } = this.over;
    this.near = new IntersectionObserver(entries => { for (const e of entries) if (e.isIntersecting) void this.cells.get((e.target as HTMLElement).dataset.cell!)?.seen(); }, { root: null, rootMargin: "500px" });
    this.watch = new MutationObserver(changes => this.changed(changes));
    this.watch.observe(this.list, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-kind", "aria-label"] });
    for (const element of this.elements()) this.take(element);
    root.addEventListener("click", e => this.clicked(e), { signal });
    root.addEventListener("pointerdown", e => this.pointed(e), { signal });
    this.list.addEventListener("dblclick", e => { if ((e.target as Element).closest(".prose")) this.edit(); }, { signal });
    window.addEventListener("pagehide", () => { this.current?.append(this.ahead.end()); this.write(); }, { signal });
    window.addEventListener("wbl-connected", () => void this.flush(), { signal });
    document.addEventListener("visibilitychange", () => { if (document.hidden) { this.write(); void this.flush(); } }, { signal });
    listen(this, signal);
    drags(this, this.list, signal);
    watchTimes(this.list, signal);
    prose(this.list, signal);
    const wanted = /^#cell-(.+)$/.exec(location.hash)?.[1], first = wanted && this.cells.has(wanted) ? wanted : this.order()[0];
    if (first) this.choose([first], wanted !== undefined);
    root.dataset.live = "";
  }

  elements(): HTMLElement[] { return [...this.list.querySelectorAll<HTMLElement>(":scope > section[data-cell]")]; }
  order(): string[] { return this.elements().map(element => element.dataset.cell!); }
  hand(cell: string | null): CellHand | undefined { return cell === null ? undefined : this.cells.get(cell); }
  selection(): string[] { return this.order().filter(cell => this.chosen.has(cell)); }
  get current(): CellHand | undefined { return this.hand(this.active); }
  numbered(cell: string): boolean { return this.allNumbers || this.withNumbers.has(cell); }

  /** A text from the server. */
  setText(cell: string, text: string): boolean { return this.cells.get(cell)?.setText(text) ?? true; }

  /** Chooses cells; the first is the active one. */
  choose(cells: string[], show = true, quietly = false): void {
    const first = cells.find(cell => this.cells.has(cell));
    if (!first) { this.awaited = cells; return; }
    this.awaited = null;
    this.chosen.clear();
    for (const cell of cells) this.chosen.add(cell);
    this.anchor = first;
    this.activate(first, show, quietly);
  }

  private awaited: string[] | null = null;
  private readonly waiting: (() => void)[] = [];
  private readonly ahead = new Ahead(how => this.inOrder(() => this.run(how)), () => this.inOrder(() => { this.ahead.end(); if (this.current) this.left(this.current, "command"); }));

  private activate(cell: string, show: boolean, quietly = false): void {
    const hand = this.cells.get(cell)!;
    this.active = cell;
    this.paint();
    actions(this, hand.element);
    if (show) hand.element.scrollIntoView({ block: "nearest" });
    if (!quietly && !this.ahead.open) hand.element.focus({ preventScroll: true });
    clearTimeout(this.told);
    this.told = window.setTimeout(() => void this.callee.invokeMethodAsync("OnChosen", cell).catch(() => undefined), 150);
  }

  private paint(): void {
    for (const [cell, { element }] of this.cells) {
      element.toggleAttribute("data-active", cell === this.active);
      element.toggleAttribute("data-chosen", this.chosen.has(cell));
      element.tabIndex = cell === this.active ? 0 : -1;
      if (this.chosen.size > 1) element.setAttribute("aria-current", String(this.chosen.has(cell))); else element.removeAttribute("aria-current");
    }
  }

  /** Up or down; with more, the chosen stretch grows or shrinks. */
  step(by: number, extend = false): void {
    const order = this.order(), at = order.indexOf(this.active ?? ""), to = order[Math.max(0, Math.min(order.length - 1, at + by))];
    if (to === undefined) return;
    if (!extend) { this.choose([to]); return; }
    const [from, until] = [order.indexOf(this.anchor ?? to), order.indexOf(to)].sort((a, b) => a - b) as [number, number];
    this.chosen.clear();
    for (const cell of order.slice(from, until + 1)) this.chosen.add(cell);
    this.activate(to, true);
  }

  chooseAll(): void { for (const cell of this.order()) this.chosen.add(cell); this.paint(); }

  /** Into the text of the active cell. */
  async edit(where?: "start" | "end"): Promise<void> {
    const hand = this.current;
    if (!hand) return;
    hand.element.dataset.editing = "";
    const view = await hand.mount();
    view.requestMeasure();
    if (where) view.dispatch({ selection: { anchor: where === "start" ? 0 : view.state.doc.length } });
    this.ahead.give(view);
  }

  /** Goes to a stretch of a cell's text and selects it. */
  async goTo(cell: string, from: Place, to: Place): Promise<void> {
    const hand = this.hand(cell);
    if (!hand) return;
    this.choose([cell]);
    const view = await hand.mount();
    view.focus();
    view.dispatch({ selection: { anchor: offset(view.state.doc, from), head: offset(view.state.doc, to) }, scrollIntoView: true });
  }

  /** An editor has the cursor. */
  entered(hand: CellHand): void {
    hand.element.dataset.editing = "";
    this.root.dataset.mode = "edit";
    if (this.active !== hand.cell || this.chosen.size > 1) this.choose([hand.cell], false, true);
  }

  /** The cursor leaves an editor. */
  left(hand: CellHand, where: "command" | "up" | "down"): void {
    void hand.flush();
    if (where === "command") { this.command(hand); return; }
    const order = this.order(), next = order[order.indexOf(hand.cell) + (where === "up" ? -1 : 1)];
    if (next === undefined) return;
    this.command(hand);
    this.choose([next]);
    if (this.current?.kind !== "markdown" || this.current.element.dataset.editing !== undefined) void this.edit(where === "up" ? "end" : "start");
  }

  private command(hand: CellHand): void {
    delete this.root.dataset.mode;
    if (hand.kind !== "markdown") delete hand.element.dataset.editing;
    hand.element.focus({ preventScroll: true });
  }

  /** Does a deed when those before it have had their effect, so that keys may be pressed faster than the lab answers; one that gets no answer holds up the next for five seconds at most. */
  inOrder(deed: () => unknown): void {
    this.pending++;
    this.deeds = this.deeds.then(() => Promise.race([Promise.resolve().then(deed), new Promise(done => setTimeout(done, 5000))])).catch(e => console.debug("a command failed", e)).finally(() => this.pending--);
  }

  private deeds: Promise<unknown> = Promise.resolve();
  private pending = 0;

  /** A key asks for a deed: when it leads into a cell that is not there yet, what is typed from now on is meant for that cell. */
  expect({ name }: Deed): void {
    if (name === "run-insert" || name === "run" && this.active === this.order().at(-1) || name === "edit" && this.pending > 0) this.ahead.begin();
  }

  /** Sends a deed; all text goes before it. */
  async send(name: string, argument?: string): Promise<string[] | null> {
    const cells = this.selection();
    await this.flush(cells);
    if (/^(turn|heading)/.test(name)) for (const cell of cells) delete this.hand(cell)?.element.dataset.editing;
    let next: string[] | null = null;
    try { next = await this.callee.invokeMethodAsync("OnCommand", name, cells, argument ?? null) as string[] | null; } catch (e) { console.debug(`${name} was not taken`, e); }
    if (next) this.choose(next);
    return next;
  }

  /** Runs the chosen cells; Markdown among them is shown. */
  async run(how: How): Promise<void> {
    const cells = this.selection(), last = cells.at(-1), order = this.order(), next = order[order.indexOf(last ?? "") + 1];
    if (!last) return;
    for (const cell of cells) { const hand = this.hand(cell)!; if (hand.kind === "markdown") delete hand.element.dataset.editing; }
    const editing = this.root.dataset.mode === "edit";
    delete this.root.dataset.mode;
    if (how === "advance" && next !== undefined) this.choose([next]); // at once: the keys that follow are not for the cell that runs
    await this.flush(cells);
    const started = this.callee.invokeMethodAsync("OnCommand", "run", cells, null).catch(e => console.debug("run was not taken", e));
    if (how === "insert" || (how === "advance" && next === undefined)) await this.append(last);
    else if (how === "stay" && editing && this.current?.kind !== "markdown") { this.root.dataset.mode = "edit"; this.current?.view?.focus(); }
    else if (how === "stay") this.current?.element.focus({ preventScroll: true });
    await started;
  }

  /** A new cell below another, to be written in. */
  private async append(after: string): Promise<void> {
    this.choose([after], false, true);
    if (await this.send("insert-below")) {
      while (this.awaited) await new Promise<void>(come => this.waiting.push(come));
      await this.edit();
    } else this.hand(after)?.append(this.ahead.end());
  }

  async split(): Promise<void> {
    const hand = this.current;
    if (hand?.view) await this.send("split", String(hand.view.state.selection.main.head));
  }

  number(all: boolean): void {
    if (all) this.allNumbers = !this.allNumbers;
    else for (const cell of this.chosen) if (!this.withNumbers.delete(cell)) this.withNumbers.add(cell);
    for (const hand of this.cells.values()) hand.turned();
  }

  scroll(way: 1 | -1): void { this.list.scrollBy({ top: way * this.list.clientHeight * 0.85 }); }
  find(): void { (this.panel ??= new FindPanel(this)).open(); }
  palette(): void { showPalette(this); }
  help(): void { showHelp(); }

  /** One cell large, or all. */
  lectern(): void {
    const on = !this.root.classList.contains("lectern");
    void this.send("lectern", on ? "on" : "off").then(() => this.current?.element.scrollIntoView({ block: "nearest" }));
  }

  /** Sends what is typed; of all cells, or of some. */
  async flush(cells: Iterable<string> = this.cells.keys()): Promise<void> { await Promise.all([...this.cells.values()].filter(hand => hand.busy || [...cells].includes(hand.cell)).map(hand => hand.flush())); }

  /** Says when text stays unsent. */
  noteUnsent(): void {
    clearTimeout(this.unsentTimer);
    this.unsentTimer = window.setTimeout(() => {
      const count = [...this.cells.values()].filter(hand => hand.busy).length, place = document.querySelector("[data-unsent]");
      if (place) place.textContent = count === 0 ? "" : `${count === 1 ? "one cell" : `${count} cells`} not sent yet`;
      if (count > 0) this.noteUnsent();
    }, 1200);
  }

  private unsentTimer = 0;

  dispose(): void {
    this.over.abort();
    this.watch.disconnect();
    this.near.disconnect();
    this.panel?.close();
    clearTimeout(this.unsentTimer);
    this.ahead.end();
    for (const hand of this.cells.values()) hand.dispose();
  }

  private write(): void { for (const hand of this.cells.values()) hand.write(); }

  private take(element: HTMLElement): void {
    const cell = element.dataset.cell!;
    if (this.cells.get(cell)?.element === element) return;
    this.cells.set(cell, new CellHand(element, this));
    this.near.observe(element);
    if (element.dataset.kind !== "code" && this.cells.get(cell)!.text.length === 0) element.dataset.editing = "";
  }

  private changed(changes: MutationRecord[]): void {
    let listed = false;
    for (const change of changes) {
      if (change.type === "attributes") this.cells.get((change.target as HTMLElement).dataset?.cell ?? "")?.turned();
      else if (change.target === this.list) listed = true;
    }
    if (!listed) return;
    for (const [cell, hand] of this.cells) if (!hand.element.isConnected) { hand.dispose(); this.cells.delete(cell); this.chosen.delete(cell); }
    for (const element of this.elements()) this.take(element);
    this.settle();
  }

  /** After cells came or went: what was to be chosen is chosen. */
  private settle(): void {
    if (this.awaited?.some(cell => this.cells.has(cell))) this.choose(this.awaited);
    else if (this.active !== null && !this.cells.has(this.active)) { const first = this.order()[0]; if (first && !this.awaited) this.choose([first], false, true); }
    else this.paint();
    if (!this.awaited) for (const come of this.waiting.splice(0)) come();
  }

  private clicked(event: MouseEvent): void {
    const button = (event.target as Element).closest<HTMLElement>("[data-do]"), element = (event.target as Element).closest<HTMLElement>("section[data-cell]");
    if (!button || button.hasAttribute("disabled")) return;
    if (element && !this.chosen.has(element.dataset.cell!)) this.choose([element.dataset.cell!], false, true);
    const deed = deedOf.get(button.dataset.do!);
    void (deed ? deed.run(this, button.dataset.with) : this.send(button.dataset.do!, button.dataset.with));
  }

  private pointed(event: PointerEvent): void {
    const target = event.target as Element, element = target.closest<HTMLElement>("section[data-cell]");
    if (!element || target.closest(".cm-editor, button, a, input, select, label, [draggable], wbl-stage, wbl-frame, wbl-table")) return;
    const cell = element.dataset.cell!;
    if (event.shiftKey && this.active) { event.preventDefault(); const order = this.order(); this.step(order.indexOf(cell) - order.indexOf(this.active), true); return; }
    if (event.ctrlKey || event.metaKey) { event.preventDefault(); if (!this.chosen.delete(cell)) this.chosen.add(cell); this.paint(); return; }
    delete this.root.dataset.mode;
    this.choose([cell], false, window.getSelection()?.type === "Range");
  }
}
