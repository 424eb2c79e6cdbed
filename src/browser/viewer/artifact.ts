/** The address of an artifact, below the page's base; what has a `/` is an address already. */
export function address(name: string): string {
  return name.includes("/") ? name : new URL(`artifacts/${encodeURIComponent(name)}`, document.baseURI).href;
}

/** Parses an attribute that holds JSON; undefined when there is none or it is broken. */
export function json<T>(text: string | null): T | undefined {
  if (!text) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
