/** How long a command that gets no answer holds up the next, in milliseconds. */
const longest = 5000;

/** Does commands when those before them have had their effect, so that keys may be pressed faster than the lab answers. */
export class CommandQueue {
  private last: Promise<unknown> = Promise.resolve();
  private pending = 0;

  /** Whether something waits or is under way. */
  get busy(): boolean {
    return this.pending > 0;
  }

  add(work: () => unknown): void {
    this.pending++;
    this.last = this.last.then(() => this.work(work));
  }

  private async work(work: () => unknown): Promise<void> {
    try {
      await Promise.race([work(), new Promise(done => setTimeout(done, longest))]);
    } catch (e) {
      console.debug("a command failed", e);
    } finally {
      this.pending--;
    }
  }
}
