import {
  autocompletion,
  closeCompletion,
  completionStatus,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { Prec, StateEffect, StateField, type Extension, type Text } from "@codemirror/state";
import { EditorView, hoverTooltip, keymap, showTooltip, ViewPlugin, type Tooltip, type ViewUpdate } from "@codemirror/view";
import {
  diagnosticSeverities,
  type CallHelp,
  type CallHelpCall,
  type CompletionList,
  type CompletionListItem,
  type Declaration,
  type Diagnostic as CompilerDiagnostic,
  type LinePosition,
} from "../messages.ts";
import type { DotNet } from "../page/dotnet.ts";

/** Of whom an editor asks, and how it sees to it that the text it asks about is there. */
export interface Knows {
  callee: DotNet;
  cell: string;
  flush(): Promise<void>;
  code(): boolean;
  goTo(cell: string, from: LinePosition, to: LinePosition): Promise<void>;
}

const kinds: Record<string, string> = {
  method: "method",
  extensionmethod: "method",
  property: "property",
  field: "variable",
  local: "variable",
  parameter: "variable",
  class: "class",
  structure: "class",
  record: "class",
  interface: "interface",
  enum: "enum",
  enummember: "constant",
  constant: "constant",
  keyword: "keyword",
  namespace: "namespace",
  delegate: "type",
  event: "property",
  typeparameter: "type",
};

/**
 * Completion, signatures, hover and squiggles. Nothing here holds up a key: every question is asked beside the typing, and an answer that
 * comes too late is dropped.
 */
export function language(knows: Knows): Extension {
  return [
    Prec.highest(keymap.of([{ key: "Escape", run: giveUp }])),
    autocompletion({
      override: [context => complete(context, knows)],
      activateOnTypingDelay: 60,
      icons: true,
      closeOnBlur: true,
      maxRenderedOptions: 60,
    }),
    hoverTooltip((view, at) => hover(view, at, knows), { hoverTime: 350 }),
    calls,
    keymap.of([
      {
        key: "Shift-Tab",
        run: view => {
          if (!knows.code() || !tip(view)) return false;
          void inspect(view, knows);
          return true;
        },
      },
      { key: "Escape", run: closeCall },
      {
        key: "F12",
        run: view => {
          void define(view, view.state.selection.main.head, knows);
          return knows.code();
        },
      },
    ]),
    EditorView.domEventHandlers({ mousedown: (event, view) => follow(event, view, knows) }),
    ViewPlugin.define(() => ({ update: (update: ViewUpdate) => typed(update, knows) })),
    ViewPlugin.define(view => new Squiggles(view, knows)),
  ];
}

function place(text: Text, at: number): [number, number] {
  const line = text.lineAt(at);
  return [line.number - 1, at - line.from];
}

/** A place of the server in a text. */
export function offset(text: Text, { line, character }: LinePosition): number {
  const l = text.line(Math.min(line + 1, text.lines));
  return Math.min(l.from + character, l.to);
}

async function ask<T>(knows: Knows, view: EditorView | null, method: string, ...args: unknown[]): Promise<T | null> {
  const before = view?.state.doc;
  try {
    await knows.flush();
    const answer = (await knows.callee.invokeMethodAsync(method, knows.cell, ...args)) as T | null;
    return view && before && !view.state.doc.eq(before) ? null : answer;
  } catch (e) {
    console.debug(`${method} has no answer`, e);
    return null;
  }
}

/** Completions that are only awaited are no reason to keep the key from those who want to leave. */
function giveUp(view: EditorView): boolean {
  if (completionStatus(view.state) === "pending") closeCompletion(view);
  return false;
}

async function complete(context: CompletionContext, knows: Knows): Promise<CompletionResult | null> {
  const word = context.matchBefore(/[\w#]+$/),
    before = context.state.sliceDoc(Math.max(0, context.pos - 1), context.pos);
  if (!knows.code() || (!context.explicit && !word && before !== ".")) return null;
  if (word && /^\d/.test(word.text)) return null;
  const answer = await ask<CompletionList>(knows, null, "OnComplete", ...place(context.state.doc, context.pos));
  if (!answer || context.aborted || answer.items.length === 0) return null;
  const at = place(context.state.doc, context.pos);
  return {
    from: offset(context.state.doc, { line: answer.from, character: answer.fromCharacter }),
    options: answer.items.map((item, i) => option(item, i, at, knows)),
    ...(answer.whole ? { validFor: /^\w*$/ } : {}),
  };
}

function option(item: CompletionListItem, rank: number, at: [number, number], knows: Knows): Completion {
  return {
    label: item.label,
    type: kinds[item.kind.toLowerCase()] ?? "text",
    apply: item.apply,
    sortText: String(rank).padStart(5, "0"),
    boost: -Math.min(99, rank / 3),
    info: async () => {
      const html = item.info ?? (await ask<string>(knows, null, "OnDocument", ...at, item.label, item.kind));
      return html ? box(html) : null;
    },
  };
}

function box(html: string): HTMLElement {
  const element = document.createElement("div");
  element.className = "cm-tip";
  element.innerHTML = html; // sanitised by the server, and the page's policy runs no script
  return element;
}

async function hover(view: EditorView, at: number, knows: Knows): Promise<Tooltip | null> {
  const word = view.state.wordAt(at);
  if (!knows.code() || !word) return null;
  const html = await ask<string>(knows, view, "OnHover", ...place(view.state.doc, at));
  return html ? { pos: word.from, end: word.to, above: true, create: () => ({ dom: box(html) }) } : null;
}

const setCall = StateEffect.define<Tooltip | null>();
const calls = StateField.define<Tooltip | null>({
  create: () => null,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setCall)) return effect.value;
    return value && transaction.docChanged ? { ...value, pos: transaction.changes.mapPos(value.pos) } : value;
  },
  provide: field => showTooltip.from(field),
});

function closeCall(view: EditorView): boolean {
  if (!view.state.field(calls)) return false;
  view.dispatch({ effects: setCall.of(null) });
  return true;
}

function tip(view: EditorView): boolean {
  return (
    view.state.selection.main.empty &&
    /[\w.(]$/.test(view.state.sliceDoc(view.state.doc.lineAt(view.state.selection.main.head).from, view.state.selection.main.head))
  );
}

/** Shift+Tab: what stands here, as in Jupyter. */
async function inspect(view: EditorView, knows: Knows): Promise<void> {
  const at = view.state.selection.main.head;
  if (await showCall(view, knows)) return;
  const html = await ask<string>(knows, view, "OnHover", ...place(view.state.doc, Math.max(0, at - 1)));
  if (html) view.dispatch({ effects: setCall.of({ pos: at, above: true, create: () => ({ dom: box(html) }) }) });
}

/** Ctrl and a click go where the name was declared. */
function follow(event: MouseEvent, view: EditorView, knows: Knows): boolean {
  const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
  if (event.button !== 0 || !(event.ctrlKey || event.metaKey) || !knows.code() || at === null || !view.state.wordAt(at)) return false;
  event.preventDefault();
  void define(view, at, knows);
  return true;
}

async function define(view: EditorView, at: number, knows: Knows): Promise<void> {
  if (!knows.code()) return;
  const declared = await ask<Declaration>(knows, view, "OnDefine", ...place(view.state.doc, at));
  if (declared) await knows.goTo(declared.cell, declared.from, declared.to);
  else if (view.dom.isConnected)
    view.dispatch({ effects: setCall.of({ pos: at, above: true, create: () => ({ dom: box("No cell declares this.") }) }) });
}

function typed(update: ViewUpdate, knows: Knows): void {
  const { view, state } = update;
  if (!knows.code() || (!update.docChanged && !update.selectionSet)) return;
  const shown = state.field(calls) !== null,
    last = update.docChanged ? state.sliceDoc(state.selection.main.head - 1, state.selection.main.head) : "";
  if ((last === "(" || last === "," || shown) && view.hasFocus) setTimeout(() => void showCall(view, knows), 0);
}

async function showCall(view: EditorView, knows: Knows): Promise<boolean> {
  const at = view.state.selection.main.head,
    text = view.state.doc,
    help = await ask<CallHelp>(knows, null, "OnSignature", ...place(text, at));
  if (!view.dom.isConnected) return false;
  // Typed on meanwhile, perhaps in the same call.
  if (view.state.selection.main.head !== at) return view.hasFocus && !view.state.doc.eq(text) && showCall(view, knows);
  const call = help?.calls[help.active];
  if (call || view.state.field(calls))
    view.dispatch({ effects: setCall.of(call ? { pos: at, above: true, create: () => ({ dom: callBox(call, help) }) } : null) });
  return call !== undefined;
}

function callBox(call: CallHelpCall, help: CallHelp): HTMLElement {
  const element = document.createElement("div"),
    line = document.createElement("div"),
    now = call.parameters[help.parameter];
  element.className = "cm-tip";
  line.className = "cm-call";
  const from = now ? call.label.indexOf(now.label, call.label.indexOf("(")) : -1;
  if (now && from >= 0) {
    const bold = document.createElement("b");
    bold.textContent = now.label;
    line.append(call.label.slice(0, from), bold, call.label.slice(from + now.label.length));
  } else line.textContent = call.label;
  if (help.calls.length > 1) line.append(`  (${help.active + 1} of ${help.calls.length})`);
  element.append(line);
  const words = now?.html ?? call.html;
  if (words) element.append(box(words));
  return element;
}

/** Asks what is wrong half a second after the last key, and where that is not known, later again. */
class Squiggles {
  private timer = 0;
  private again = 2000;
  constructor(
    private readonly view: EditorView,
    private readonly knows: Knows,
  ) {
    this.soon(900);
  }
  update(update: ViewUpdate): void {
    if (update.docChanged) this.soon(500);
  }
  destroy(): void {
    clearTimeout(this.timer);
  }

  private soon(wait: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.look(), wait);
  }

  private async look(): Promise<void> {
    const { view, knows } = this;
    if (!knows.code() || view.state.doc.length === 0 || view.state.doc.length > 200_000 || document.hidden) return;
    if (completionStatus(view.state) === "active") {
      this.soon(500);
      return;
    }
    const asked = view.state.doc,
      remarks = await ask<CompilerDiagnostic[]>(knows, null, "OnDiagnose");
    if (!view.dom.isConnected || !view.state.doc.eq(asked)) return;
    if (remarks)
      view.dispatch(
        setDiagnostics(
          view.state,
          remarks.map(remark => squiggle(view.state.doc, remark)),
        ),
      );
    else this.soon(this.again);
    this.again = remarks ? 2000 : Math.min(2 * this.again, 30_000);
  }
}

function squiggle(text: Text, remark: CompilerDiagnostic): Diagnostic {
  const from = offset(text, remark.linePositionSpan.start),
    to = offset(text, remark.linePositionSpan.end);
  const name = diagnosticSeverities[remark.severity] ?? "info",
    severity = name === "hidden" ? "hint" : name;
  return { from, to: Math.max(to, Math.min(from + 1, text.length)), severity, message: `${remark.message} (${remark.code})` };
}
