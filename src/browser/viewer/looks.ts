import { changed, defaults, type Settings } from "./settings.ts";

/** How a map is drawn: the part of the settings that a method may have for itself. */
export type Look = Pick<Settings, "colours" | "sign" | "opacity" | "clip">;

const parts: readonly (keyof Look)[] = ["colours", "sign", "opacity", "clip"];

/** Where looks are kept: the browser's own store, or one like it. */
export type Store = Pick<Storage, "getItem" | "setItem">;

/** What was chosen for one method alone, by the method's id: it stays from photo to photo, and over a reload where it has a name. */
export class Looks {
  private readonly own = new Map<string, Partial<Look>>();
  private memory: { name: string; store: Store } | null = null;

  /** Keeps looks under a name from now on, and takes what is kept there; what is wrong in it is left out. */
  remember(name: string, store: Store): void {
    this.memory = { name, store };
    try {
      const kept = JSON.parse(store.getItem(name) ?? "{}") as Record<string, Partial<Look>>;
      for (const [method, look] of Object.entries(kept)) this.put(method, look);
    } catch {
      /* not readable: as all maps */
    }
  }

  /** What a method has of its own; undefined where it is drawn as all maps are. */
  of(method: string | undefined): Partial<Look> | undefined {
    return method === undefined ? undefined : this.own.get(method);
  }

  /** Changes some of it; wrong values are left out. */
  set(method: string, change: Partial<Look>): void {
    this.put(method, { ...this.own.get(method), ...change });
    this.keep();
  }

  /** Draws the method as all maps again. */
  forget(method: string): void {
    this.own.delete(method);
    this.keep();
  }

  private put(method: string, look: Partial<Look>): void {
    const right = changed(defaults, look),
      named = parts.filter(part => Object.hasOwn(look, part) && look[part] === right[part]);
    if (named.length > 0) this.own.set(method, Object.fromEntries(named.map(part => [part, right[part]])));
  }

  private keep(): void {
    try {
      this.memory?.store.setItem(this.memory.name, JSON.stringify(Object.fromEntries(this.own)));
    } catch {
      /* private window: not kept */
    }
  }
}
