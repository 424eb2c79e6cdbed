import type { EditorView } from "@codemirror/view";
import { h } from "../viewer/dom.ts";

/**
 * What somebody types while the cell that it is meant for is still on its way from the lab. Nothing of it may land in another cell, or act
 * as a command.
 */
export class Ahead {
  private readonly box = h("textarea", "nb-ahead", {
    "aria-label": "The next cell",
    autocapitalize: "off",
    spellcheck: "false",
    tabindex: -1,
  });
  private readonly whole: string[] = [];

  /**
   * @param next The text so far is one cell, which is to be run, and another is to come.
   * @param leave The cell is not to be written in after all.
   */
  constructor(next: (how: "advance" | "insert") => void, leave: () => void) {
    this.box.onkeydown = e => {
      if (e.isComposing || (e.key !== "Escape" && (e.key !== "Enter" || (!e.shiftKey && !e.altKey)))) return;
      e.preventDefault();
      if (e.key === "Escape") {
        leave();
        return;
      }
      this.whole.push(this.box.value);
      this.box.value = "";
      next(e.altKey ? "insert" : "advance");
    };
  }

  get open(): boolean {
    return this.box.isConnected;
  }

  /** From now on what is typed is kept. */
  begin(): void {
    if (!this.open) document.body.append(this.box);
    this.box.focus({ preventScroll: true });
  }

  /** The cell is there: it gets what was typed for it, and the cursor, unless it has been told to run and another is to come. */
  give(view: EditorView): void {
    const last = this.whole.length === 0,
      text = this.whole.shift() ?? this.box.value;
    // Where nobody stays, no list of completions opens.
    if (text) view.dispatch(view.state.replaceSelection(text), last ? { userEvent: "input.type" } : {});
    if (!last) return;
    this.end();
    view.focus();
  }

  /** No cell comes: all that was typed, which is kept no longer. */
  end(): string {
    const text = [...this.whole.splice(0), this.box.value].join("\n");
    this.box.value = "";
    this.box.remove();
    return text;
  }
}
