import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The editor's looks; colours are the page's variables, so light and dark need no second theme. */
export const looks = EditorView.theme({
  "&": { color: "var(--wbl-text)", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    font: "400 var(--code-size, 12.5px)/var(--code-line, 19px) var(--wbl-mono)",
    fontFeatureSettings: '"calt" 0, "zero" 1',
    overflow: "auto",
  },
  ".cm-content": { padding: "9px 0", caretColor: "var(--wbl-primary)" },
  ".cm-line": { padding: "0 12px" },
  ".cm-cursor": { borderLeftColor: "var(--wbl-primary)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--wbl-text2)", border: "0" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--wbl-primary) 22%, transparent)",
  },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--wbl-selected)",
    outline: "1px solid var(--wbl-primary)",
  },
  ".cm-found": { backgroundColor: "color-mix(in srgb, var(--wbl-warning) 30%, transparent)" },
  ".cm-tooltip": {
    backgroundColor: "var(--wbl-surface)",
    color: "var(--wbl-text)",
    border: "1px solid var(--wbl-line-input)",
    borderRadius: "4px",
    boxShadow: "0 4px 16px rgba(0,0,0,.18)",
    font: "400 13px/18px var(--wbl-sans)",
    maxWidth: "min(560px, 92vw)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--wbl-mono)", fontSize: "12px", maxHeight: "15em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 8px", lineHeight: "17px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--wbl-primary)", color: "var(--wbl-on-primary)" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-tooltip.cm-completionInfo": { padding: "8px 12px", maxHeight: "320px", overflow: "auto" },
  ".cm-tip": { padding: "8px 12px", maxHeight: "280px", overflow: "auto" },
  ".cm-tip code": { fontFamily: "var(--wbl-mono)", fontSize: "12px" },
  ".cm-tip p": { margin: "0 0 6px" },
  ".cm-tip pre": { whiteSpace: "pre-wrap", margin: "0" },
  ".cm-call": { fontFamily: "var(--wbl-mono)", fontSize: "12px" },
  ".cm-call b": { color: "var(--wbl-primary)" },
  ".cm-diagnostic": { padding: "4px 10px", borderLeft: "3px solid var(--wbl-error)", whiteSpace: "pre-wrap" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--wbl-warning)" },
  ".cm-diagnostic-info": { borderLeftColor: "var(--wbl-info)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--wbl-error) 1px", textDecorationSkipInk: "none" },
  ".cm-lintRange-warning": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--wbl-warning) 1px",
    textDecorationSkipInk: "none",
  },
  ".cm-lintRange-info": { backgroundImage: "none", textDecoration: "underline dotted var(--wbl-info) 1px" },
});

/** The colours of words. */
export const words = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: "var(--wbl-info)" },
  { tag: [tags.string, tags.character], color: "var(--wbl-family-structure)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--wbl-family-adversarial)" },
  { tag: [tags.typeName, tags.className, tags.standard(tags.typeName)], color: "var(--wbl-primary)" },
  { tag: tags.comment, color: "var(--wbl-text2)", fontStyle: "italic" },
  { tag: [tags.meta, tags.processingInstruction], color: "var(--wbl-text2)" },
  { tag: tags.heading, fontWeight: "600" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strong, fontWeight: "600" },
  { tag: tags.link, color: "var(--wbl-primary)" },
]);
