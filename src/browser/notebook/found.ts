import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";

/** Marks what find has found in an editor; null for nothing. */
export const mark = StateEffect.define<RegExp | null>();

const match = Decoration.mark({ class: "cm-found" });

/** The marks, which follow the text; no more than a thousand in one editor. */
export const marks = StateField.define<{ wanted: RegExp | null; shown: DecorationSet }>({
  create: () => ({ wanted: null, shown: Decoration.none }),
  update(value, transaction) {
    let { wanted } = value;
    for (const effect of transaction.effects) if (effect.is(mark)) wanted = effect.value;
    if (wanted === value.wanted && !transaction.docChanged) return value;
    return {
      wanted,
      shown: wanted
        ? Decoration.set(
            all(wanted, transaction.state.doc.toString())
              .slice(0, 1000)
              .map(([from, to]) => match.range(from, to)),
          )
        : Decoration.none,
    };
  },
  provide: field => EditorView.decorations.from(field, value => value.shown),
});

/** Where a pattern is found in a text: from and to of each place. */
export function all(pattern: RegExp, text: string): [number, number][] {
  const places: [number, number][] = [];
  for (const found of text.matchAll(pattern)) if (found[0] !== "") places.push([found.index, found.index + found[0].length]);
  return places;
}
