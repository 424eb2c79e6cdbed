import { address } from "./artifact.ts";
import { photoOf, type Photo } from "./photo.ts";

/** Who gets what was loaded. */
export interface LoaderTarget {
  mapLoaded(bytes: Uint8Array): void;
  photoLoaded(photo: Photo): void;
  failed(error: unknown): void;
}

/** Fetches what a map's element shows, its values and the photo under it; what arrives too late is dropped. */
export class MapLoader {
  /** Whether the values came by another way than an address. */
  pushed = false;
  private map = "";
  private photo = "";
  private ticket = 0;

  constructor(private readonly target: LoaderTarget) {}

  /** Fetches what is not here yet. */
  load(map: string | undefined, photo: string | null | undefined): void {
    if (photo && photo !== this.photo) this.loadPhoto(photo);
    if (map && map !== this.map && !this.pushed) void this.loadMap(map);
  }

  /** Takes values that came by another way; what is on its way is dropped. */
  push(bytes: Uint8Array): void {
    this.pushed = true;
    this.ticket++;
    this.target.mapLoaded(bytes);
  }

  /** Forgets the map, so that it is fetched again. */
  forgetMap(): void {
    this.map = "";
    this.pushed = false;
  }

  /** Forgets all, so that all is fetched again. */
  forget(): void {
    this.forgetMap();
    this.photo = "";
  }

  private loadPhoto(name: string): void {
    this.photo = name;
    photoOf(address(name)).then(
      photo => {
        if (this.photo === name) this.target.photoLoaded(photo);
      },
      e => this.target.failed(e),
    );
  }

  private async loadMap(name: string): Promise<void> {
    this.map = name;
    const ticket = ++this.ticket;
    try {
      const bytes = await fetchMap(address(name));
      if (ticket === this.ticket) this.target.mapLoaded(bytes);
    } catch (e) {
      if (ticket === this.ticket) this.target.failed(e);
    }
  }
}

async function fetchMap(url: string): Promise<Uint8Array> {
  const answer = await fetch(url).catch(() => {
    throw new Error("The lab does not answer, so this map cannot be fetched.");
  });
  if (answer.status === 404) throw new Error("The values of this map are gone from the store. Run the method again.");
  if (!answer.ok) throw new Error(`The values of this map cannot be fetched (status ${answer.status}).`);
  return new Uint8Array(await answer.arrayBuffer());
}
