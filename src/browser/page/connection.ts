interface Blazor {
  reconnect?(): Promise<boolean>;
  addEventListener?(name: string, hear: () => void): void;
}

const id = "components-reconnect-modal";
const blazor = (): Blazor | undefined => (window as { Blazor?: Blazor }).Blazor;

let dialog: HTMLElement,
  line: HTMLElement,
  polling = false,
  lost = false;

/**
 * Tells how the connection to the lab is, in one line. Blazor finds the element by its id and reports its states to it. When the circuit
 * cannot be had again, the page reloads by itself as soon as the lab answers.
 */
export function watch(): void {
  dialog = document.createElement("div");
  dialog.id = id;
  dialog.className = "wbl-connection";
  dialog.setAttribute("role", "status");
  line = document.createElement("span");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Try now";
  button.addEventListener("click", () => void retry());
  dialog.append(line, button);
  dialog.addEventListener("components-reconnect-state-changed", e => state((e as CustomEvent<{ state: string }>).detail.state));
  stand();
  document.addEventListener("DOMContentLoaded", stand);
  window.addEventListener("online", () => {
    if (dialog.dataset.state) void retry();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && dialog.dataset.state) void retry();
  });
  window.addEventListener("load", () => blazor()?.addEventListener?.("enhancedload", stand));
}

function stand(): void {
  if (!document.getElementById(id)) document.body?.append(dialog);
}

function state(now: string): void {
  if (now === "hide") {
    show(null);
    window.dispatchEvent(new Event("wbl-connected"));
    return;
  }
  if (now === "show" || now === "retrying" || now === "paused")
    show(now, "The connection to the lab is lost. It is tried again; nothing you made is lost.");
  if (now === "failed") {
    show(now, "The lab does not answer. The page goes on by itself when it does.");
    void poll();
  }
  if (now === "rejected" || now === "resume-failed") {
    lost = true;
    show(now, "The lab was restarted. The page loads again as soon as it answers; your runs and notebooks are kept.");
    void poll();
  }
}

function show(now: string | null, words = ""): void {
  if (now) dialog.dataset.state = now;
  else delete dialog.dataset.state;
  if (line.textContent !== words) line.textContent = words;
}

/** Asks whether the lab answers until it does. */
async function poll(): Promise<void> {
  if (polling) return;
  polling = true;
  for (let wait = 300; dialog.dataset.state; wait = Math.min(3000, wait * 1.5)) {
    if (await answers()) {
      if (!lost && (await back())) break;
      location.reload();
      return;
    }
    await new Promise(done => setTimeout(done, wait));
  }
  polling = false;
}

async function retry(): Promise<void> {
  if (!(await answers())) return;
  if (lost || !(await back())) location.reload();
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch(document.baseURI, { method: "HEAD", cache: "no-store", redirect: "manual" })).status < 500;
  } catch {
    return false;
  }
}

/** Whether the old circuit could be had again, within five seconds. */
async function back(): Promise<boolean> {
  const late = new Promise<boolean>(done => setTimeout(() => done(false), 5000));
  try {
    return (await Promise.race([blazor()?.reconnect?.(), late])) === true;
  } catch {
    return false;
  }
}
