const near = new IntersectionObserver(
  entries => {
    for (const e of entries) if (e.isIntersecting) (e.target as OutputFrame).seen();
  },
  { rootMargin: "600px" },
);

/**
 * `<wbl-frame src label max>`: an output that may carry script, in a frame of its own: no origin, no network, no way out but its height.
 * Its address sends it with a policy of its own, so its scripts run there. Shown when it comes near; at most `max` pixels (400) high until
 * "Show all".
 */
export class OutputFrame extends HTMLElement {
  static readonly observedAttributes = ["src", "label", "max"];
  private frame: HTMLIFrameElement | null = null;
  private readonly all = document.createElement("button");
  private height = 0;
  private open = false;
  private visible = false;
  private readonly received = (e: MessageEvent): void => {
    if (this.frame && e.source === this.frame.contentWindow) this.measured(e.data as unknown);
  };
  private readonly paint = (): void => {
    if (this.frame) this.frame.style.colorScheme = scheme(this);
    this.frame?.contentWindow?.postMessage(
      {
        wbl: "theme",
        scheme: scheme(this),
        colour: getComputedStyle(this).color,
        background: getComputedStyle(this).getPropertyValue("--wbl-surface"),
      },
      "*",
    );
  };

  connectedCallback(): void {
    window.addEventListener("message", this.received);
    window.addEventListener("wbl-theme", this.paint);
    this.all.type = "button";
    this.all.className = "wbl-show-all";
    this.all.textContent = "Show all";
    this.all.onclick = () => {
      this.open = true;
      this.fit();
    };
    if (this.visible) this.build();
    else near.observe(this);
  }

  disconnectedCallback(): void {
    near.unobserve(this);
    window.removeEventListener("message", this.received);
    window.removeEventListener("wbl-theme", this.paint);
    this.replaceChildren();
    this.frame = null;
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || !this.frame) return;
    if (name === "src") this.build();
    else if (name === "label") this.frame.title = after ?? "Output";
    else this.fit();
  }

  /** Called when it comes near the window. */
  seen(): void {
    near.unobserve(this);
    this.visible = true;
    if (this.isConnected) this.build();
  }

  private build(): void {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.setAttribute("referrerpolicy", "no-referrer");
    frame.title = this.getAttribute("label") ?? "Output";
    const address = new URL(this.getAttribute("src") ?? "about:blank", document.baseURI);
    if (scheme(this) === "dark") address.searchParams.set("dark", "true");
    frame.src = address.href;
    frame.style.colorScheme = scheme(this);
    frame.style.height = `${this.height || 40}px`;
    frame.addEventListener("load", () => {
      this.paint();
      window.setTimeout(() => this.silent(), 1500);
    });
    this.frame = frame;
    this.replaceChildren(frame, this.all);
    this.fit();
  }

  /** A frame whose script has failed or holds the thread: as high as may be, and it scrolls within itself. */
  private silent(): void {
    if (this.height === 0) {
      this.height = Number(this.getAttribute("max")) || 400;
      this.fit();
    }
  }

  private measured(data: unknown): void {
    if (typeof data !== "object" || data === null || (data as { wbl?: unknown }).wbl !== "height") return;
    const height = Number((data as { height?: unknown }).height);
    if (Number.isFinite(height) && height >= 0) {
      this.height = Math.min(height, 20_000);
      this.fit();
    }
  }

  private fit(): void {
    const max = Number(this.getAttribute("max")) || 400,
      cut = !this.open && this.height > max;
    if (this.frame) this.frame.style.height = `${cut ? max : this.height || 40}px`;
    this.all.hidden = !cut;
  }
}

function scheme(element: Element): "dark" | "light" {
  return element.closest(".wbl-dark") ? "dark" : "light";
}
