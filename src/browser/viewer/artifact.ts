/** What a plate needs of the kernel's `MapArtifact`; names as in its JSON. */
export interface MapArtifact {
  method: string; name: string; family: string; network: string; layer: string | null;
  target: number; label: string; score: number; probability: number;
  values: string; map: string; picture: string | null; input: string;
  channels: number; height: number; width: number; inputHeight: number; inputWidth: number;
  signed: boolean; minimum: number; maximum: number;
  forwards: number; backwards: number; seconds: number;
  check: { kind: string; expected: number; actual: number; relativeError: number | null; doubtful: boolean } | null;
  warning: string | null; code: string;
}

/** The address of an artifact, below the page's base; what has a `/` is an address already. */
export function address(name: string): string {
  return name.includes("/") ? name : new URL(`artifacts/${encodeURIComponent(name)}`, document.baseURI).href;
}

/** A link or button of a plate. */
export interface Action { id: string; text: string }

/** Parses an attribute that holds JSON; undefined when there is none or it is broken. */
export function json<T>(text: string | null): T | undefined {
  if (!text) return undefined;
  try { return JSON.parse(text) as T; } catch { return undefined; }
}
