import { acceptCompletion, closeBrackets, closeBracketsKeymap, completionKeymap, completionStatus } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore, toggleComment } from "@codemirror/commands";
import { bracketMatching, indentUnit, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { csharp } from "@codemirror/legacy-modes/mode/clike";
import { Annotation, Compartment, EditorState, Prec, type ChangeSet, type Extension, type Text } from "@codemirror/state";
import { drawSelection, EditorView, highlightSpecialChars, keymap, lineNumbers, tooltips } from "@codemirror/view";
import { marks } from "./found.ts";
import { language, type Knows } from "./language.ts";
import { looks, words } from "./looks.ts";

/** Marks a change that came from the server. */
export const fromServer = Annotation.define<boolean>();

/** What an editor tells its cell. */
export interface Heard extends Knows {
  changed(changes: ChangeSet, text: Text): void;
  left(where: "command" | "up" | "down"): void;
  focused(): void;
  pasted(files: File[]): boolean;
  label: string;
  kind: string;
  lines: boolean;
}

const code = new Compartment(),
  numbers = new Compartment(),
  name = new Compartment();
let freed = false; // after Escape, Tab leaves the editor

/** The editor of a cell. */
export function makeEditor(parent: HTMLElement, text: string, heard: Heard): EditorView {
  return new EditorView({ parent, state: EditorState.create({ doc: text, extensions: extensions(heard) }) });
}

/** Tells an editor that its cell is of another kind, has another name, or shows the numbers of lines. */
export function turnEditor(view: EditorView, heard: Heard): void {
  view.dispatch({
    effects: [
      code.reconfigure(of(heard)),
      numbers.reconfigure(heard.lines ? lineNumbers() : []),
      name.reconfigure(EditorView.contentAttributes.of(attributes(heard))),
    ],
  });
}

function extensions(heard: Heard): Extension {
  return [
    looks,
    syntaxHighlighting(words),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    indentUnit.of("    "),
    EditorState.tabSize.of(4),
    EditorState.allowMultipleSelections.of(true),
    marks,
    tooltips({ parent: document.body }),
    code.of(of(heard)),
    numbers.of(heard.lines ? lineNumbers() : []),
    name.of(EditorView.contentAttributes.of(attributes(heard))),
    Prec.high(
      keymap.of([
        { key: "Tab", run: view => !freed && tab(view) },
        { key: "Mod-]", run: indentMore },
        { key: "Mod-[", run: indentLess },
        { key: "Mod-/", run: toggleComment },
        { key: "ArrowUp", run: view => edge(view, -1, heard) },
        { key: "ArrowDown", run: view => edge(view, 1, heard) },
      ]),
    ),
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...historyKeymap,
      { key: "Shift-Tab", run: view => (freed ? false : indentLess(view)) },
      ...defaultKeymap.filter(binding => !/Enter/.test(binding.key ?? "") || binding.key === "Enter"),
    ]),
    keymap.of([
      {
        key: "Escape",
        run: () => {
          freed = true;
          heard.left("command");
          return true;
        },
      },
      {
        key: "Mod-m",
        run: () => {
          freed = true;
          heard.left("command");
          return true;
        },
      },
    ]),
    EditorView.updateListener.of(update => {
      if (update.focusChanged && update.view.hasFocus) {
        freed = false;
        heard.focused();
      }
      if (update.docChanged && !update.transactions.some(transaction => transaction.annotation(fromServer)))
        heard.changed(update.changes, update.state.doc);
    }),
    EditorView.domEventHandlers({ blur: () => void heard.flush(), paste: event => heard.pasted([...(event.clipboardData?.files ?? [])]) }),
  ];
}

function of(heard: Heard): Extension {
  if (heard.kind === "code") return [StreamLanguage.define(csharp), bracketMatching(), closeBrackets(), language(heard)];
  return EditorView.lineWrapping;
}

function attributes({ label, kind }: Heard): Record<string, string> {
  return {
    "aria-label": label,
    tabindex: "0",
    autocapitalize: "off",
    autocorrect: "off",
    spellcheck: kind === "markdown" ? "true" : "false",
  };
}

/** Takes the completion that is shown, or else indents. */
function tab(view: EditorView): boolean {
  return completionStatus(view.state) === "active" ? acceptCompletion(view) : indent(view);
}

function indent(view: EditorView): boolean {
  const { main } = view.state.selection;
  if (!main.empty) return indentMore(view);
  const column = main.head - view.state.doc.lineAt(main.head).from;
  view.dispatch(view.state.replaceSelection(" ".repeat(4 - (column % 4))));
  return true;
}

/** An arrow at the edge of the text goes to the next cell. */
function edge(view: EditorView, way: -1 | 1, heard: Heard): boolean {
  const { main } = view.state.selection,
    document = view.state.doc;
  if (!main.empty || completionStatus(view.state) === "active") return false;
  const next = view.moveVertically(main, way > 0);
  if (next.head !== main.head && document.lineAt(next.head).number !== document.lineAt(main.head).number) return false;
  if (way < 0 ? document.lineAt(main.head).number !== 1 : document.lineAt(main.head).number !== document.lines) return false;
  heard.left(way < 0 ? "up" : "down");
  return true;
}
