import { Text, type ChangeSet } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { LinePosition } from "../messages.ts";
import type { DotNet } from "../page/dotnet.ts";
import { fromServer, makeEditor, turnEditor, type Heard } from "./editor.ts";
import type { LineNumbers } from "./linenumbers.ts";
import { Mailbox } from "./mailbox.ts";
import { createStream } from "./stream.ts";

/** What a cell needs of its notebook. */
export interface CellOwner {
  readonly callee: DotNet;
  readonly notebook: string;
  readonly numbers: LineNumbers;
  readonly sender: { noteUnsent(): void };
  readonly writing: {
    goTo(cell: string, from: LinePosition, to: LinePosition): Promise<void>;
    entered(controller: CellController): void;
    left(controller: CellController, where: "command" | "up" | "down"): void;
  };
}

/** A cell as the browser has it: its text, and its editor once it comes near the window. */
export class CellController implements Heard {
  readonly cell: string;
  /** The cell's text is here whole. */
  readonly whole: Promise<void>;
  view: EditorView | null = null;
  private held: Text;
  private readonly host: HTMLElement;
  private readonly mail: Mailbox;

  constructor(
    readonly element: HTMLElement,
    private readonly owner: CellOwner,
  ) {
    this.cell = element.dataset.cell!;
    this.host = element.querySelector<HTMLElement>(".ed-host")!;
    const shown = this.host.querySelector(".static")!;
    this.held = lines(shown.textContent ?? "");
    this.mail = new Mailbox(this.held, owner.callee, owner.notebook, this.cell, () => owner.sender.noteUnsent());
    this.whole = this.host.dataset.long === undefined ? Promise.resolve() : this.fetchAll();
  }

  get callee(): DotNet {
    return this.owner.callee;
  }
  get kind(): string {
    return this.element.dataset.kind ?? "code";
  }
  get label(): string {
    return this.element.getAttribute("aria-label") ?? "Cell";
  }
  get lines(): boolean {
    return this.owner.numbers.has(this.cell);
  }
  get text(): Text {
    return this.view?.state.doc ?? this.held;
  }
  get busy(): boolean {
    return this.mail.busy;
  }
  code(): boolean {
    return this.kind === "code";
  }

  /** It has come near the window: it gets its editor, unless its text is not to be seen. */
  async seen(): Promise<void> {
    if (this.kind !== "markdown" || this.element.dataset.editing !== undefined) await this.mount();
  }

  /** Makes the editor, where there is none yet. */
  async mount(): Promise<EditorView> {
    await this.whole;
    return this.mountNow();
  }

  /** The same for a text that is here. */
  mountNow(): EditorView {
    if (this.view) return this.view;
    this.view = makeEditor(this.host, this.held.toString(), this);
    this.host.querySelector(".static")!.textContent = "";
    this.host.dataset.live = "";
    return this.view;
  }

  /** Takes a text from the server; not while something of its own is under way. */
  setText(text: string): boolean {
    if (this.busy) return false;
    const after = lines(text);
    this.mail.replaced(after);
    if (!this.view) {
      this.held = after;
      this.host.querySelector(".static")!.textContent = text;
      return true;
    }
    const before = this.view.state.doc.toString(),
      now = after.toString();
    let from = 0,
      end = 0;
    const most = Math.min(before.length, now.length);
    while (from < most && before[from] === now[from]) from++;
    while (end < most - from && before[before.length - 1 - end] === now[now.length - 1 - end]) end++;
    if (before !== now)
      this.view.dispatch({
        changes: { from, to: before.length - end, insert: now.slice(from, now.length - end) },
        annotations: fromServer.of(true),
      });
    return true;
  }

  /** Replaces stretches of the text, as if somebody typed. */
  replace(places: { from: number; to: number; insert: string }[]): void {
    this.mountNow().dispatch({ changes: places, userEvent: "input.replace" });
  }

  /** Adds lines below the text, as if somebody typed. */
  append(text: string): void {
    if (text) this.replace([{ from: this.text.length, to: this.text.length, insert: `\n${text}` }]);
  }

  changed(changes: ChangeSet, text: Text): void {
    this.held = text;
    this.mail.changed(changes, text);
  }
  goTo(cell: string, from: LinePosition, to: LinePosition): Promise<void> {
    return this.owner.writing.goTo(cell, from, to);
  }
  flush(): Promise<void> {
    return this.mail.flush();
  }
  write(): void {
    this.mail.write();
  }
  left(where: "command" | "up" | "down"): void {
    this.owner.writing.left(this, where);
  }
  focused(): void {
    this.owner.writing.entered(this);
  }
  turned(): void {
    if (this.view) turnEditor(this.view, this);
    else void this.seen();
  }

  /** A picture pasted into Markdown goes along with the cell. */
  pasted(files: File[]): boolean {
    const pictures = files.filter(file => /^image\/(png|jpeg|gif|webp)$/.test(file.type));
    if (this.kind !== "markdown" || pictures.length === 0 || !this.view) return false;
    for (const file of pictures) void this.attach(file);
    return true;
  }

  dispose(): void {
    void this.mail.flush();
    this.view?.destroy();
    this.view = null;
  }

  private async attach(file: File): Promise<void> {
    const plain = file.name.replace(/\.[^.]*$/, "").replace(/[^\w-]+/g, "-") || "picture";
    const name = `${plain}-${Date.now().toString(36)}.${file.type.slice(6)}`;
    await this.callee.invokeMethodAsync("OnAttached", this.cell, name, file.type, createStream(await file.arrayBuffer()));
    this.view?.dispatch(this.view.state.replaceSelection(`![${file.name}](attachment:${name})`));
  }

  private async fetchAll(): Promise<void> {
    const path = this.owner.notebook.split("/").map(encodeURIComponent).join("/");
    const answer = await fetch(new URL(`notebook-cells/${path}?cell=${encodeURIComponent(this.cell)}`, document.baseURI));
    if (!answer.ok || this.busy) return;
    this.held = lines(await answer.text());
    this.mail.replaced(this.held);
  }
}

function lines(text: string): Text {
  return Text.of(text.split(/\r\n?|\n/));
}
