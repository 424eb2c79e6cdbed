import type { ChangeSet, Text } from "@codemirror/state";
import type { DotNet } from "../page/dotnet.ts";
import { forget, keep } from "./journal.ts";
import { createStream } from "./stream.ts";

/** What a message of the circuit may hold; beyond it the text goes as a stream. */
const longest = 200_000;

/**
 * Brings what is typed in one cell to the server: changes, not texts, one message at a time. What has not arrived lies in the browser's
 * journal, so that a reload, or a circuit that is gone, loses nothing.
 */
export class Mailbox {
  private waiting: ChangeSet | null = null;
  private sending: Promise<void> | null = null;
  private base: Text;
  private now: Text;
  private timer = 0;
  private writing = 0;

  constructor(
    text: Text,
    private readonly callee: DotNet,
    private readonly notebook: string,
    private readonly cell: string,
    private readonly noted: () => void,
  ) {
    this.base = this.now = text;
  }

  /** Whether something has not arrived. */
  get busy(): boolean {
    return this.waiting !== null || this.sending !== null;
  }

  /** Takes a change of the text. */
  changed(changes: ChangeSet, text: Text): void {
    this.waiting = this.waiting ? this.waiting.compose(changes) : changes;
    this.now = text;
    if (!this.writing) this.writing = window.setTimeout(() => this.write(), 120);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.flush(), 400);
    this.noted();
  }

  /** Takes a text that came from the server. */
  replaced(text: Text): void {
    this.base = this.now = text;
  }

  /** Writes what has not arrived into the journal. */
  write(): void {
    clearTimeout(this.writing);
    this.writing = 0;
    if (this.busy) keep(this.notebook, this.cell, this.now.toString(), this.base.toString());
  }

  /** Sends all there is, and ends when it has arrived or cannot. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    while (this.sending) await this.sending;
    if (!this.waiting) return;
    const changes = this.waiting,
      text = this.now;
    this.waiting = null;
    let arrived = false;
    this.sending = this.send(changes, text).then(taken => {
      arrived = taken;
    });
    await this.sending;
    this.sending = null;
    if (!arrived) this.waiting = this.waiting ? changes.compose(this.waiting) : changes;
    else if (!this.waiting) {
      clearTimeout(this.writing);
      this.writing = 0;
      forget(this.notebook, this.cell);
    }
    if (arrived) this.base = text;
    this.noted();
    if (arrived && this.waiting) await this.flush();
  }

  private async send(changes: ChangeSet, text: Text): Promise<boolean> {
    try {
      const json = changes.toJSON() as unknown;
      if (
        await (changes.newLength > longest && JSON.stringify(json).length > longest
          ? this.stream(JSON.stringify(json))
          : this.callee.invokeMethodAsync("OnEdited", this.cell, json))
      )
        return true;
      return (await this.stream(JSON.stringify(text.toString()))) === true; // it has another text than we thought: it gets the whole one
    } catch (e) {
      console.debug("the text has not arrived yet", e);
      return false;
    }
  }

  private stream(json: string): Promise<unknown> {
    return this.callee.invokeMethodAsync("OnEditedAtLength", this.cell, createStream(new TextEncoder().encode(json)));
  }
}
