/** Draws formulas and diagrams of Markdown when they come near the window; their libraries load with the first. */
export function prose(list: HTMLElement, signal: AbortSignal): void {
  const wanted = ".math:not([data-drawn]), code.language-mermaid:not([data-drawn])";
  const near = new IntersectionObserver(
    entries => {
      for (const entry of entries)
        if (entry.isIntersecting) {
          near.unobserve(entry.target);
          void draw(entry.target as HTMLElement);
        }
    },
    { rootMargin: "600px" },
  );
  const look = (root: ParentNode): void => {
    for (const element of root.querySelectorAll<HTMLElement>(wanted)) near.observe(element);
  };
  const watch = new MutationObserver(changes => {
    for (const change of changes)
      for (const node of change.addedNodes)
        if (node instanceof HTMLElement) {
          if (node.matches(wanted)) near.observe(node);
          look(node);
        }
  });
  watch.observe(list, { childList: true, subtree: true });
  look(list);
  signal.addEventListener("abort", () => {
    watch.disconnect();
    near.disconnect();
  });
}

async function draw(element: HTMLElement): Promise<void> {
  if (element.dataset.drawn !== undefined) return;
  element.dataset.drawn = "";
  if (element.classList.contains("math")) await formula(element);
  else await diagram(element);
}

/** What a formula's element says: its LaTeX, and whether it stands by itself. */
export function latexOf(element: Element): [text: string, display: boolean] {
  const text = (element.textContent ?? "")
    .trim()
    .replace(/^\\[([]/, "")
    .replace(/\\[)\]]$/, "");
  return [text, element.tagName === "DIV" || element.classList.contains("display")];
}

async function formula(element: HTMLElement): Promise<void> {
  const [text, display] = latexOf(element);
  try {
    (await import("./formula.ts")).drawFormula(element, text, display);
  } catch (problem) {
    element.title = String(problem);
  }
}

async function diagram(element: HTMLElement): Promise<void> {
  const text = element.textContent ?? "",
    place = element.closest("pre") ?? element;
  try {
    const picture = await (await import("./diagram.ts")).drawDiagram(text, document.documentElement.classList.contains("wbl-dark"));
    picture.alt = `A diagram: ${text.slice(0, 200)}`;
    place.replaceChildren(picture);
    place.classList.add("diagram");
  } catch (problem) {
    const line = document.createElement("p");
    line.className = "s error";
    line.textContent = `This diagram cannot be drawn: ${String(problem).split("\n")[0]}`;
    place.append(line);
  }
}
