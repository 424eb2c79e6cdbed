/** Those who want to hear of something. */
export class Emitter<T> {
  private readonly listeners = new Set<(what: T) => void>();

  /** Calls `listener` until the returned function is called. */
  subscribe(listener: (what: T) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls all who have subscribed, also where some leave meanwhile. */
  emit(what: T): void {
    for (const listener of [...this.listeners]) listener(what);
  }
}
