/**
 * A list or menu that opens for something outside the window is never placed by MudBlazor and stays where nobody sees it.
 * So what it belongs to comes into the window first; its scrolling places the list.
 */
export function keepPopoversInView(): void {
  new MutationObserver(changes => {
    for (const { target } of changes)
      if (target instanceof HTMLElement && target.id.startsWith("popovercontent-") && target.classList.contains("mud-popover-open"))
        show(target);
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["class"] });
}

function show(popover: HTMLElement): void {
  const anchor = document.getElementById(popover.id.replace("popovercontent-", "popover-"))?.parentElement,
    at = anchor?.getBoundingClientRect();
  if (anchor && at && (at.bottom <= 0 || at.top >= innerHeight || at.right <= 0 || at.left >= innerWidth))
    anchor.scrollIntoView({ block: "nearest", inline: "nearest" });
}
