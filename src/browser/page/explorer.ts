import { connect, disconnect } from "../viewer/index.ts";
import type { DotNet } from "./dotnet.ts";
import { drawer } from "./drawer.ts";
import { announce, shortcuts } from "./lab.ts";
import { attach, copyText } from "./photos.ts";

/** The Explorer's page in the browser. */
export interface Explorer {
  choose(): void;
  announce(sentence: string): void;
  copy(text: string): Promise<boolean>;
  dispose(): void;
}

/**
 * Connects the Explorer's page in one call: its maps, photos that are dropped, pasted or chosen, its keys. From then on it takes them,
 * which the attribute `data-live` of the zone says.
 */
export function open(
  stage: string,
  zone: HTMLElement,
  input: HTMLInputElement,
  callee: DotNet,
  keys: Record<string, string>,
  fields: Record<string, string>,
): Explorer {
  connect(stage, callee);
  const over = new AbortController();
  drawer(zone, ".side", "side-open", ".sheet-close button", over.signal); // before the keys: Escape means it first
  const drop = attach(zone, input, callee),
    taken = shortcuts(callee, keys, fields);
  zone.dataset.live = "";
  return {
    choose: () => drop.choose(),
    announce,
    copy: copyText,
    dispose: () => {
      over.abort();
      taken.dispose();
      drop.dispose();
      disconnect(stage);
    },
  };
}
