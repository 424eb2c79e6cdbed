/** Material Symbols, outlined, 24 x 24 (Apache 2.0). */
const paths = {
  tune: "M3 17v2h6v-2H3zM3 5v2h10V5H3zm10 16v-2h8v-2h-8v-2h-2v6h2zM7 9v2H3v2h4v2h2V9H7zm14 4v-2H11v2h10zm-6-4h2V7h4V5h-4V3h-2v6z",
  more:
    "M12 8c1.1 0 2-.9 2-2s-.9-2-2-2-2 .9-2 2 .9 2 2 2zm0 2c-1.1 0-2 .9-2 2s.9 2 2 2 2-.9 2-2-.9-2-2-2zm0 6c-1.1 0-2 .9-2 2s.9 2 2" +
    " 2 2-.9 2-2-.9-2-2-2z",
  grid: "M3 3v8h8V3H3zm6 6H5V5h4v4zm-6 4v8h8v-8H3zm6 6H5v-4h4v4zm4-16v8h8V3h-8zm6 6h-4V5h4v4zm-6 4v8h8v-8h-8zm6 6h-4v-4h4v4z",
  one: "M18 4H6c-1.1 0-2 .9-2 2v12c0 1.1.9 2 2 2h12c1.1 0 2-.9 2-2V6c0-1.1-.9-2-2-2zm0 14H6V6h12v12z",
  down: "M16.59 8.59 12 13.17 7.41 8.59 6 10l6 6 6-6-1.41-1.41z",
  link:
    "M12 8c-2.21 0-4 1.79-4 4s1.79 4 4 4 4-1.79 4-4-1.79-4-4-4zm8.94 3A8.994 8.994 0 0 0 13 3.06V1h-2v2.06A8.994 8.994 0 0 0 3.06" +
    " 11H1v2h2.06A8.994 8.994 0 0 0 11 20.94V23h2v-2.06A8.994 8.994 0 0 0 20.94 13H23v-2h-2.06zM12 19c-3.87 0-7-3.13-7-7s3.13-7" +
    " 7-7 7 3.13 7 7-3.13 7-7 7z",
  download: "M19 9h-4V3H9v6H5l7 7 7-7zm-8 2V5h2v6h1.17L12 13.17 9.83 11H11zm-6 7h14v2H5z",
  warning: "M12 5.99 19.53 19H4.47L12 5.99M12 2 1 21h22L12 2zm1 14h-2v2h2v-2zm0-6h-2v4h2v-4z",
  failed:
    "M11 15h2v2h-2v-2zm0-8h2v6h-2V7zm.99-5C6.47 2 2 6.48 2 12s4.47 10 9.99 10C17.52 22 22 17.52 22 12S17.52 2 11.99 2zM12 20c-4.42" +
    " 0-8-3.58-8-8s3.58-8 8-8 8 3.58 8 8-3.58 8-8 8z",
  queued:
    "M11.99 2C6.47 2 2 6.48 2 12s4.47 10 9.99 10C17.52 22 22 17.52 22 12S17.52 2 11.99 2zM12 20c-4.42 0-8-3.58-8-8s3.58-8 8-8 8" +
    " 3.58 8 8-3.58 8-8 8zm.5-13H11v6l5.25 3.15.75-1.23-4.5-2.67z",
  refining:
    "M12 6v3l4-4-4-4v3c-4.42 0-8 3.58-8 8 0 1.57.46 3.03 1.24 4.26L6.7 14.8A5.87 5.87 0 0 1 6 12c0-3.31 2.69-6 6-6zm6.76 1.74L17.3" +
    " 9.2c.44.84.7 1.79.7 2.8 0 3.31-2.69 6-6 6v-3l-4 4 4 4v-3c4.42 0 8-3.58 8-8 0-1.57-.46-3.03-1.24-4.26z",
  stopped: "M16 8v8H8V8h8m2-2H6v12h12V6z",
  palette:
    "M12 2a10 10 0 1 0 0 20c1.4 0 2.5-1.1 2.5-2.5 0-.6-.2-1.2-.6-1.6-.1-.1-.2-.3-.2-.4 0-.3.2-.5.5-.5H16a6 6 0 0 0 6-6c0-5-4.5-9-10-" +
    "9zm4 13h-1.8a2.5 2.5 0 0 0-1.9 4.1c.1.1.2.2.2.4 0 .3-.2.5-.5.5a8 8 0 0 1 0-16c4.4 0 8 3.1 8 7a4 4 0 0 1-4 4zM6.5 10a1.5 1.5 0 " +
    "1 0 0 3 1.5 1.5 0 0 0 0-3zm3-4a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3zm5 0a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3zm3 4a1.5 1.5 0 1 0 " +
    "0 3 1.5 1.5 0 0 0 0-3z",
  back: "M15.41 7.41 14 6l-6 6 6 6 1.41-1.41L10.83 12z",
  on: "M10 6 8.59 7.41 13.17 12l-4.58 4.59L10 18l6-6z",
  check: "M9 16.17 4.83 12l-1.42 1.41L9 19 21 7l-1.41-1.41L9 16.17z",
};

const families: Record<string, string> = {
  linearization: '<circle cx="5" cy="5" r="4.4"/>',
  structure: '<rect x=".8" y=".8" width="8.4" height="8.4"/>',
  adversarial: '<path d="M5 0 10 5 5 10 0 5z"/>',
  "black-box": '<path d="M5 .6 9.8 9.4H.2z"/>',
  control: '<circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" stroke-width="1.6"/>',
};

/** A name of an icon. */
export type Icon = keyof typeof paths;

/** An icon of 18 px; smaller with `wbl-i16` or `wbl-i14`. */
export function icon(name: Icon, className = ""): SVGElement {
  return svg(`wbl-i ${className}`, "0 0 24 24", `<path d="${paths[name]}"/>`);
}

/** The shape of a method family. */
export function familyMark(family: string): SVGElement {
  return svg(`wbl-family wbl-family-${families[family] ? family : "control"}`, "0 0 10 10", families[family] ?? families.control!);
}

function svg(className: string, box: string, inner: string): SVGElement {
  const host = document.createElement("template");
  host.innerHTML = `<svg class="${className}" viewBox="${box}" fill="currentColor" aria-hidden="true">${inner}</svg>`;
  return host.content.firstElementChild as SVGElement;
}
