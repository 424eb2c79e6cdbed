import type { Book } from "./types.ts";
import { all, mark } from "./found.ts";

const field = (name: string, label: string): string =>
  `<input name="${name}" type="text" aria-label="${label}" placeholder="${label}" autocomplete="off" spellcheck="false">`;
const toggle = (how: string, label: string, sign: string): string =>
  `<button type="button" class="ib tog" data-how="${how}" aria-pressed="false" aria-label="${label}" title="${label}">${sign}</button>`;
const plain = (attributes: string, text: string): string => `<button type="button" ${attributes}>${text}</button>`;
const form = [
  field("find", "Find"),
  toggle("case", "Match case", "Aa"),
  toggle("word", "Whole words", "W"),
  toggle("pattern", "Regular expression", ".*"),
  '<span class="s t2 count" role="status"></span>',
  plain('class="btn" data-go="-1" aria-label="Previous"', "↑"),
  plain('class="btn" data-go="1" aria-label="Next"', "↓"),
  field("with", "Replace with"),
  plain('class="btn" data-replace="one"', "Replace"),
  plain('class="btn" data-replace="all"', "Replace all"),
  plain('class="ib" data-close aria-label="Close find"', "✕"),
].join("");

/** Finds and replaces over all cells. */
export class FindPanel {
  private readonly element = document.createElement("form");
  private places: { cell: string; from: number; to: number }[] = [];
  private at = -1;

  constructor(private readonly book: Book) {
    this.element.className = "nb-find";
    this.element.setAttribute("role", "search");
    this.element.setAttribute("aria-label", "Find and replace");
    this.element.innerHTML = form;
    this.element.addEventListener("input", () => this.look(true));
    this.element.addEventListener("submit", e => e.preventDefault());
    this.element.addEventListener("keydown", e => this.keyed(e));
    this.element.addEventListener("click", e => this.clicked(e.target as HTMLElement));
  }

  open(): void {
    const chosen = window.getSelection()?.toString() ?? "";
    this.book.root.querySelector("[data-cells]")!.before(this.element);
    const input = this.field("find");
    if (chosen && !chosen.includes("\n")) input.value = chosen;
    input.focus();
    input.select();
    this.look(true);
  }

  close(): void {
    this.element.remove();
    this.show(null);
    this.book.current?.element.focus({ preventScroll: true });
  }

  private field(name: string): HTMLInputElement {
    return this.element.elements.namedItem(name) as HTMLInputElement;
  }
  private is(how: string): boolean {
    return this.element.querySelector(`[data-how=${how}]`)!.getAttribute("aria-pressed") === "true";
  }

  private pattern(): RegExp | null {
    const wanted = this.field("find").value;
    if (wanted === "") return null;
    const source = this.is("pattern") ? wanted : wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    try {
      return new RegExp(this.is("word") ? `(?<!\\w)(?:${source})(?!\\w)` : source, this.is("case") ? "gmu" : "gimu");
    } catch {
      return null;
    }
  }

  private look(jump: boolean): void {
    const pattern = this.pattern();
    this.show(pattern);
    this.places =
      pattern === null
        ? []
        : this.book.cells
            .order()
            .flatMap(cell => all(pattern, this.book.cells.of(cell)!.text.toString()).map(([from, to]) => ({ cell, from, to })));
    const from = this.book.cells.order().indexOf(this.book.current?.cell ?? "");
    if (jump)
      this.at = Math.max(
        0,
        this.places.findIndex(place => this.book.cells.order().indexOf(place.cell) >= from),
      );
    this.at = Math.min(this.at, this.places.length - 1);
    this.showCount();
    if (jump && this.places.length > 0) void this.reveal();
  }

  private showCount(): void {
    this.element.querySelector(".count")!.textContent = this.counted();
  }

  private counted(): string {
    if (this.field("find").value === "") return "";
    if (this.pattern() === null) return "not a pattern";
    return this.places.length === 0 ? "not found" : `${this.at + 1} of ${this.places.length}`;
  }

  private go(by: number): void {
    if (this.places.length === 0) return;
    this.at = (this.at + by + this.places.length) % this.places.length;
    this.showCount();
    void this.reveal();
  }

  private async reveal(): Promise<void> {
    const place = this.places[this.at]!,
      controller = this.book.cells.of(place.cell)!;
    this.book.selection.choose([place.cell], true, true);
    const view = await controller.mount();
    controller.element.dataset.editing = "";
    view.dispatch({ selection: { anchor: place.from, head: place.to }, scrollIntoView: true, effects: mark.of(this.pattern()) });
  }

  private replaceOne(): void {
    const place = this.places[this.at],
      pattern = this.pattern();
    if (!place || !pattern) return;
    const controller = this.book.cells.of(place.cell)!,
      old = controller.text.sliceString(place.from, place.to);
    controller.replace([{ from: place.from, to: place.to, insert: this.insert(old, pattern) }]);
    this.look(false);
    if (this.places.length > 0) void this.reveal();
  }

  private replaceAll(): void {
    const pattern = this.pattern();
    if (!pattern) return;
    let count = 0;
    for (const cell of this.book.cells.order()) {
      const controller = this.book.cells.of(cell)!,
        text = controller.text.toString(),
        places = all(pattern, text);
      if (places.length === 0) continue;
      count += places.length;
      controller.replace(places.map(([from, to]) => ({ from, to, insert: this.insert(text.slice(from, to), pattern) })));
    }
    this.look(false);
    this.element.querySelector(".count")!.textContent = `${count} replaced`;
  }

  private insert(old: string, pattern: RegExp): string {
    return this.is("pattern")
      ? old.replace(new RegExp(pattern.source, pattern.flags.replace("g", "")), this.field("with").value)
      : this.field("with").value;
  }

  private show(pattern: RegExp | null): void {
    for (const controller of this.book.cells.all()) controller.view?.dispatch({ effects: mark.of(pattern) });
  }

  private keyed(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    if (event.target.name === "with") this.replaceOne();
    else this.go(event.shiftKey ? -1 : 1);
  }

  private clicked(target: HTMLElement): void {
    const button = target.closest("button");
    if (!button) return;
    if (button.dataset.how) {
      button.setAttribute("aria-pressed", String(!this.is(button.dataset.how)));
      this.look(true);
    } else if (button.dataset.go) this.go(Number(button.dataset.go));
    else if (button.dataset.replace === "one") this.replaceOne();
    else if (button.dataset.replace === "all") this.replaceAll();
    else this.close();
  }
}
