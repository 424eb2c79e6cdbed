import { copyAndTell } from "../page/tell.ts";
import { h } from "../viewer/dom.ts";
import { chosen, csv, profile, read, told, words, type Profile, type Tabular } from "./tabular.ts";

const rowHeight = 28,
  spare = 12;
const near = new IntersectionObserver(
  entries => {
    for (const e of entries) if (e.isIntersecting) (e.target as Table).seen();
  },
  { rootMargin: "600px" },
);

/**
 * `<wbl-table src>` or `<wbl-table json>`: a tabular data resource as a grid. A click on a name sorts, a text filters, under each name is
 * what the column holds, and only the rows in sight are in the page. Fetched when it comes near.
 */
export class Table extends HTMLElement {
  static readonly observedAttributes = ["src", "json"];
  private table: Tabular = { columns: [], rows: [], total: 0 };
  private places: number[] = [];
  private by = -1;
  private down = false;
  private first = -1;
  private profiles: Profile[] = [];
  private readonly body = h("tbody");
  private readonly find = h("input", "", { type: "search", placeholder: "Filter", "aria-label": "Filter rows" });
  private readonly count = h("span", "t2", { role: "status" });
  private readonly pane = h("div", "tb-scroll", { tabindex: 0, role: "region", "aria-label": "Table" });
  private readonly resized = new ResizeObserver(() => this.draw());

  connectedCallback(): void {
    this.find.oninput = () => this.choose();
    this.pane.onscroll = () => this.draw();
    near.observe(this);
  }

  disconnectedCallback(): void {
    near.unobserve(this);
    this.resized.disconnect();
  }

  attributeChangedCallback(_: string, before: string | null, after: string | null): void {
    if (before !== null && before !== after && this.isConnected) void this.load();
  }

  /** Called when it comes near the window. */
  seen(): void {
    near.unobserve(this);
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      const given = this.getAttribute("json"),
        found = read(
          given !== null ? JSON.parse(given) : await (await fetch(new URL(this.getAttribute("src") ?? "", document.baseURI))).json(),
        );
      if (found) this.build(found);
      else this.textContent = "This is no table that can be read. It stays in the file as it is.";
    } catch {
      this.textContent = "This table could not be fetched. Run its cell again, or reload the page.";
    }
  }

  private build(table: Tabular): void {
    this.table = table;
    this.profiles = table.columns.map((_, column) => profile(table, column));
    const copy = h("button", "link", { type: "button" }, "Copy as CSV"),
      head = h("tr", "", { "aria-rowindex": 1 }, ...table.columns.map((_, column) => this.head(column)));
    copy.onclick = () => void copyAndTell(csv(this.table, this.places), `The table, ${many(this.places.length, "row")},`);
    const widths = h(
      "colgroup",
      "",
      {},
      ...table.columns.map((_, column) => {
        const col = h("col");
        col.style.width = `${this.width(column)}px`;
        return col;
      }),
    );
    const grid = h("table", "", { "aria-rowcount": table.rows.length + 1 }, widths, h("thead", "", {}, head), this.body);
    grid.style.width = `${table.columns.reduce((sum, _, column) => sum + this.width(column), 0)}px`;
    this.pane.replaceChildren(grid);
    this.replaceChildren(h("div", "tb-head", {}, this.count, h("span", "sp"), this.find, copy), this.pane);
    this.resized.observe(this.pane);
    this.choose();
  }

  private width(column: number): number {
    const longest = Math.max(
      this.table.columns[column]!.length + 2,
      ...this.table.rows.slice(0, 200).map(row => words(row[column]).length),
    );
    return Math.round(24 + 7.4 * Math.min(44, Math.max(18, longest)));
  }

  private head(column: number): HTMLElement {
    const found = this.profiles[column]!,
      sort = h("button", "plain", { type: "button" }, this.table.columns[column], h("i", "", { "aria-hidden": "true" }));
    sort.onclick = () => {
      this.down = this.by === column && !this.down;
      this.by = column;
      this.choose();
    };
    return h(
      "th",
      "",
      { scope: "col", "aria-sort": "none" },
      sort,
      h("div", "tb-profile", { title: told(found) }, picture(found), h("span", "t2", {}, told(found))),
    );
  }

  private choose(): void {
    this.places = chosen(this.table, this.find.value, this.by, this.down);
    this.count.textContent = this.counted();
    const sorted = this.down ? "descending" : "ascending";
    this.querySelectorAll("th").forEach((one, column) => one.setAttribute("aria-sort", column === this.by ? sorted : "none"));
    this.first = -1;
    this.pane.scrollTop = 0;
    this.draw();
  }

  private counted(): string {
    const { columns, rows, total } = this.table;
    const some = this.places.length < rows.length ? `${this.places.length.toLocaleString("en")} of ` : "";
    const more = total > rows.length ? ` (the first of ${total === Infinity ? "more" : total.toLocaleString("en")})` : "";
    return `${some}${many(rows.length, "row")}${more}, ${many(columns.length, "column")}`;
  }

  // Only the rows in sight and some around them; what is above and below is two empty rows of their height.
  private draw(): void {
    const seen = Math.ceil((this.pane.clientHeight || 320) / rowHeight),
      first = Math.max(0, Math.min(this.places.length - 1, Math.floor(this.pane.scrollTop / rowHeight)) - spare);
    if (this.first >= 0 && Math.abs(first - this.first) < spare / 2 && first !== 0) return;
    this.first = first;
    const last = Math.min(this.places.length, first + seen + 2 * spare);
    this.body.replaceChildren(
      gap(first),
      ...this.places.slice(first, last).map((place, i) => this.row(place, first + i)),
      gap(this.places.length - last),
    );
  }

  private row(place: number, at: number): HTMLElement {
    return h(
      "tr",
      "",
      { "aria-rowindex": at + 2 },
      ...this.table.rows[place]!.map((value, column) => cell(value, this.profiles[column]!.kind === "numbers")),
    );
  }
}

function cell(value: unknown, number: boolean): HTMLElement {
  if (value === null) return h("td", "none", {}, "–");
  const said = words(value);
  return h("td", number ? "num" : "", { title: said.length > 12 ? said : null }, said);
}

function many(count: number, of: string): string {
  return `${count.toLocaleString("en")} ${of}${count === 1 ? "" : "s"}`;
}

function gap(rows: number): HTMLElement {
  const row = h("tr", "tb-gap", { "aria-hidden": "true" });
  row.style.height = `${rows * rowHeight}px`;
  row.hidden = rows === 0;
  return row;
}

function picture(found: Profile): SVGElement | null {
  if (found.kind !== "numbers") return null;
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"),
    highest = Math.max(...found.bars);
  svg.setAttribute("viewBox", `0 0 ${found.bars.length * 4} 16`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  found.bars.forEach((count, i) => {
    const bar = document.createElementNS(svg.namespaceURI, "rect"),
      height = count > 0 ? Math.max(1, (count / highest) * 16) : 0;
    for (const [name, value] of Object.entries({ x: i * 4, y: 16 - height, width: 3, height })) bar.setAttribute(name, String(value));
    svg.append(bar);
  });
  return svg;
}
