/**
 * Rows and columns of a tabular data resource, and how many rows there are in all (endless where nobody has counted). A cell is what
 * JSON has; nothing is `null`. A numeric column may hold text: numbers that JSON would change.
 */
export interface Tabular {
  columns: string[];
  rows: unknown[][];
  total: number;
  numeric?: boolean[];
}

/**
 * What a column holds: how many cells are empty, and either the numbers' spread (and how many are infinite or no numbers) or the commonest
 * values.
 */
export type Profile = { empty: number; endless: number } & (
  | { kind: "numbers"; least: number; most: number; mean: number; bars: number[] }
  | { kind: "values"; different: number; commonest: [value: string, count: number][] }
);

const bars = 16;

/** Reads a tabular data resource; null when it is none. */
export function read(json: unknown): Tabular | null {
  const { schema, data, rows } = (json ?? {}) as { schema?: { fields?: unknown }; data?: unknown; rows?: unknown };
  if (!Array.isArray(data)) return null;
  const fields = Array.isArray(schema?.fields)
    ? schema.fields.map(field => words((field as { name?: unknown } | null)?.name))
    : Object.keys((data[0] ?? {}) as object);
  if (fields.length === 0) return null;
  const numeric = Array.isArray(schema?.fields)
    ? schema.fields.map(field => /^(integer|number)$/.test(words((field as { type?: unknown } | null)?.type)))
    : [];
  return {
    numeric,
    columns: fields,
    rows: data.map(row => fields.map(field => (row as Record<string, unknown> | null)?.[field] ?? null)),
    total: total(rows, data.length),
  };
}

/** How many rows there are in all: as told, endless where nobody has counted, or those that are here. */
function total(rows: unknown, here: number): number {
  if (typeof rows === "number") return rows;
  return rows === null ? Infinity : here;
}

/** What a cell says: a number in full, but for the last digit or two, in which a double is not what was meant. */
export function words(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(15)));
  return typeof value === "object" ? JSON.stringify(value) : `${value as string | boolean}`;
}

/** The places of the rows that hold a text, in the order of a column (-1: as they came). Numbers go before words, empty cells last. */
export function chosen(table: Tabular, text: string, by: number, down: boolean): number[] {
  const wanted = text.trim().toLowerCase(),
    places = table.rows
      .map((_, place) => place)
      .filter(place => !wanted || table.rows[place]!.some(cell => words(cell).toLowerCase().includes(wanted)));
  const key = (place: number): unknown => counted(table, by, table.rows[place]![by]);
  return by < 0 ? places : places.sort((a, b) => compare(key(a), key(b), down) || a - b);
}

/** A cell for comparing and counting: a number that came as text is one, as exactly as a double can. */
function counted(table: Tabular, column: number, cell: unknown): unknown {
  return table.numeric?.[column] && typeof cell === "string" && /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;
}

function compare(a: unknown, b: unknown, down: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return down ? -order(a, b) : order(a, b);
}

function order(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "number" || typeof b === "number") return typeof a === "number" ? -1 : 1;
  return words(a).localeCompare(words(b), undefined, { numeric: true });
}

/** What a column holds. */
export function profile(table: Tabular, column: number): Profile {
  const cells = table.rows.map(row => counted(table, column, row[column])).filter(cell => cell !== null && cell !== ""),
    empty = table.rows.length - cells.length;
  const numbers = cells.filter((cell): cell is number => typeof cell === "number"),
    endless = cells.filter(cell => /^(NaN|-?Infinity)$/.test(words(cell))).length;
  return numbers.length > 0 && numbers.length + endless === cells.length
    ? { empty, endless, ...spread(numbers) }
    : { empty, endless: 0, ...commonest(cells.map(words)) };
}

function spread(numbers: number[]): { kind: "numbers"; least: number; most: number; mean: number; bars: number[] } {
  let least = Infinity,
    most = -Infinity,
    sum = 0;
  for (const number of numbers) {
    least = Math.min(least, number);
    most = Math.max(most, number);
    sum += number;
  }
  const counts = Array.from({ length: bars }, () => 0);
  for (const number of numbers) counts[most > least ? Math.min(bars - 1, Math.floor(((number - least) / (most - least)) * bars)) : 0]!++;
  return { kind: "numbers", least, most, mean: sum / numbers.length, bars: counts };
}

function commonest(cells: string[]): { kind: "values"; different: number; commonest: [string, number][] } {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return { kind: "values", different: counts.size, commonest: [...counts].sort((a, b) => b[1] - a[1]).slice(0, 3) };
}

function brief(number: number): string {
  return Number.isInteger(number) ? String(number) : String(Number(number.toPrecision(6)));
}

/** A profile in a sentence. */
export function told(found: Profile): string {
  const gaps = (found.endless > 0 ? `, ${found.endless} not finite` : "") + (found.empty > 0 ? `, ${found.empty} empty` : "");
  if (found.kind === "numbers")
    return `${brief(found.least)} to ${brief(found.most)}, mean ${words(Number(found.mean.toPrecision(4)))}${gaps}`;
  const [first] = found.commonest;
  if (!first) return "empty";
  const [value, count] = first;
  return `${found.different} different${count > 1 ? `, most often ${value} (${count} times)` : ""}${gaps}`;
}

/** The chosen rows as comma-separated values. */
export function csv(table: Tabular, places: number[]): string {
  const cell = (value: unknown): string => {
    const text = typeof value === "number" ? String(value) : words(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [table.columns, ...places.map(place => table.rows[place]!)].map(row => row.map(cell).join(",")).join("\r\n");
}
