import type { Book } from "./book.ts";
import { all, mark } from "./found.ts";

/** Finds and replaces over all cells. */
export class FindPanel {
  private readonly element = document.createElement("form");
  private places: { cell: string; from: number; to: number }[] = [];
  private at = -1;

  constructor(private readonly book: Book) {
    this.element.className = "nb-find";
    this.element.setAttribute("role", "search");
    this.element.setAttribute("aria-label", "Find and replace");
    this.element.innerHTML = `<input name="find" type="text" aria-label="Find" placeholder="Find" autocomplete="off" spellcheck="false"><button type="button" class="ib tog" data-how="case" aria-pressed="false" aria-label="Match case" title="Match case">Aa</button><button type="button" class="ib tog" data-how="word" aria-pressed="false" aria-label="Whole words" title="Whole words">W</button><button type="button" class="ib tog" data-how="pattern" aria-pressed="false" aria-label="Regular expression" title="Regular expression">.*</button>
<span class="s t2 count" role="status"></span><button type="button" class="btn" data-go="-1" aria-label="Previous">↑</button><button type="button" class="btn" data-go="1" aria-label="Next">↓</button>
<input name="with" type="text" aria-label="Replace with" placeholder="Replace with" autocomplete="off" spellcheck="false"><button type="button" class="btn" data-replace="one">Replace</button><button type="button" class="btn" data-replace="all">Replace all</button><button type="button" class="ib" data-close aria-label="Close find">✕</button>`;
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

  private field(name: string): HTMLInputElement { return this.element.elements.namedItem(name) as HTMLInputElement; }
  private is(how: string): boolean { return this.element.querySelector(`[data-how=${how}]`)!.getAttribute("aria-pressed") === "true"; }

  private pattern(): RegExp | null {
    const wanted = this.field("find").value;
    if (wanted === "") return null;
    const source = this.is("pattern") ? wanted : wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    try { return new RegExp(this.is("word") ? `(?<!\\w)(?:${source})(?!\\w)` : source, this.is("case") ? "gmu" : "gimu"); } catch { return null; }
  }

  private look(jump: boolean): void {
    const pattern = this.pattern();
    this.show(pattern);
    this.places = pattern === null ? [] : this.book.order().flatMap(cell => all(pattern, this.book.hand(cell)!.text.toString()).map(([from, to]) => ({ cell, from, to })));
    const from = this.book.order().indexOf(this.book.current?.cell ?? "");
    if (jump) this.at = Math.max(0, this.places.findIndex(place => this.book.order().indexOf(place.cell) >= from));
    this.at = Math.min(this.at, this.places.length - 1);
    this.tell();
    if (jump && this.places.length > 0) void this.reveal();
  }

  private tell(): void {
    const wanted = this.field("find").value;
    this.element.querySelector(".count")!.textContent = wanted === "" ? "" : this.pattern() === null ? "not a pattern" : this.places.length === 0 ? "not found" : `${this.at + 1} of ${this.places.length}`;
  }

  private go(by: number): void {
    if (this.places.length === 0) return;
    this.at = (this.at + by + this.places.length) % this.places.length;
    this.tell();
    void this.reveal();
  }

  private async reveal(): Promise<void> {
    const place = this.places[this.at]!, hand = this.book.hand(place.cell)!;
    this.book.choose([place.cell], true, true);
    const view = await hand.mount();
    hand.element.dataset.editing = "";
    view.dispatch({ selection: { anchor: place.from, head: place.to }, scrollIntoView: true, effects: mark.of(this.pattern()) });
  }

  private replaceOne(): void {
    const place = this.places[this.at], pattern = this.pattern();
    if (!place || !pattern) return;
    const hand = this.book.hand(place.cell)!, old = hand.text.sliceString(place.from, place.to);
    hand.replace([{ from: place.from, to: place.to, insert: this.insert(old, pattern) }]);
    this.look(false);
    if (this.places.length > 0) void this.reveal();
  }

  private replaceAll(): void {
    const pattern = this.pattern();
    if (!pattern) return;
    let count = 0;
    for (const cell of this.book.order()) {
      const hand = this.book.hand(cell)!, text = hand.text.toString(), places = all(pattern, text);
      if (places.length === 0) continue;
      count += places.length;
      hand.replace(places.map(([from, to]) => ({ from, to, insert: this.insert(text.slice(from, to), pattern) })));
    }
    this.look(false);
    this.element.querySelector(".count")!.textContent = `${count} replaced`;
  }

  private insert(old: string, pattern: RegExp): string { return this.is("pattern") ? old.replace(new RegExp(pattern.source, pattern.flags.replace("g", "")), this.field("with").value) : this.field("with").value; }

  private show(pattern: RegExp | null): void { for (const hand of this.book.cells.values()) hand.view?.dispatch({ effects: mark.of(pattern) }); }

  private keyed(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === "Escape") { event.preventDefault(); this.close(); }
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    if (event.target.name === "with") this.replaceOne(); else this.go(event.shiftKey ? -1 : 1);
  }

  private clicked(target: HTMLElement): void {
    const button = target.closest("button");
    if (!button) return;
    if (button.dataset.how) { button.setAttribute("aria-pressed", String(!this.is(button.dataset.how))); this.look(true); }
    else if (button.dataset.go) this.go(Number(button.dataset.go));
    else if (button.dataset.replace === "one") this.replaceOne();
    else if (button.dataset.replace === "all") this.replaceAll();
    else this.close();
  }
}
