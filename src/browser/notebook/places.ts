import type { ErrorPlace } from "../messages.ts";
import type { Book } from "./types.ts";

/** The line that has a text, from 0: of several the one nearest to where it was; where none has it any more, that place. */
export function lineOf(lines: string[], was: number, text: string): number {
  const found = lines.flatMap((line, at) => (line.trim().startsWith(text.replace(/…$/, "")) ? [at] : []));
  const nearest = text ? found.sort((a, b) => Math.abs(a - was) - Math.abs(b - was))[0] : undefined;
  return nearest ?? Math.min(was, lines.length - 1);
}

/** Goes into a cell's text to a place of an error, given as JSON; what hides the text is opened. */
export async function goTo(book: Book, given: string | undefined): Promise<void> {
  const { cell, line, character, text } = JSON.parse(given ?? "{}") as ErrorPlace;
  const controller = book.cells.of(cell);
  if (!controller) return;
  const { classList } = controller.element;
  if (classList.contains("no-source")) await book.sender.command(classList.contains("one-line") ? "fold-all" : "fold-source", [cell]);
  await controller.whole;
  const at = lineOf(controller.text.toString().split("\n"), line, text);
  const place = { line: at, character: character || indent(controller.text.line(at + 1).text) };
  await book.writing.goTo(cell, place, place);
}

function indent(line: string): number {
  return line.length - line.trimStart().length;
}
