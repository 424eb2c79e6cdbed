const signedOut = "wbl-signed-out";

/** A page without a circuit takes clicks and keys as soon as its modules have run, and learns by itself that its session has ended. */
export function plainPage(): void {
  document.addEventListener("submit", e => {
    if (e.target instanceof HTMLFormElement && e.target.matches("[action=signout]")) localStorage.setItem(signedOut, String(Date.now()));
  });
  const page = document.querySelector<HTMLElement>(".shell[data-plain]");
  if (!page) return;
  window.addEventListener("storage", e => {
    if (e.key === signedOut) void leave();
  });
  page.dataset.live = "";
}

/** Leads to the sign-in once the lab knows the session no more. */
async function leave(): Promise<void> {
  for (let i = 0; i < 20; i++) {
    const { status } = await fetch(document.baseURI, { method: "HEAD", cache: "no-store" });
    if (status === 401) return location.assign("signin");
    await new Promise(done => setTimeout(done, 250));
  }
}
