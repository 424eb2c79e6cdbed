import assert from "node:assert/strict";
import { test } from "node:test";
import { CommandQueue } from "../notebook/commandqueue.ts";

test("A command begins when the one before it has had its effect, and one that fails holds up none", async () => {
  const queue = new CommandQueue(),
    done: string[] = [];
  let answer = (): void => undefined;
  queue.add(() => new Promise<void>(come => (answer = come)).then(() => done.push("first")));
  queue.add(() => Promise.reject(new Error("not taken")));
  const last = new Promise<void>(come => queue.add(() => (done.push("last"), come())));
  await Promise.resolve();
  assert.equal(queue.busy, true);
  assert.deepEqual(done, []);

  answer();
  await last;

  assert.deepEqual(done, ["first", "last"]);
});
