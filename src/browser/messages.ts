// Made by BrowserMessagesTests from the C# types of these names: change those.
// An enum in a message is its number, its place in the list.

/** What arguments a call takes, for an editor. */
export interface CallHelp {
  /** The overloads. */
  calls: CallHelpCall[];
  /** The overload meant so far. */
  active: number;
  /** The argument at the place. */
  parameter: number;
}

/** An overload. */
export interface CallHelpCall {
  /** Its signature. */
  label: string;
  /** What it does, or null. */
  html: string | null;
  /** Its parameters. */
  parameters: CallHelpPart[];
}

/** A parameter. */
export interface CallHelpPart {
  /** As it stands in the signature. */
  label: string;
  /** What it is for, or null. */
  html: string | null;
}

/** Completions for an editor: those that fit what stands there, the best first. */
export interface CompletionList {
  /** Where the replaced word begins, as a line from 0. */
  from: number;
  /** And the character, from 0. */
  fromCharacter: number;
  /** The completions. */
  items: CompletionListItem[];
  /** Whether these are all; if not, more typing asks again. */
  whole: boolean;
}

/** A completion. */
export interface CompletionListItem {
  /** As shown. */
  label: string;
  /** Such as `Method`. */
  kind: string;
  /** What is inserted. */
  apply: string;
  /** What the list is sorted by. */
  sort: string;
  /** What it is, or null. */
  info: string | null;
}

/** Where a name was declared. */
export interface Declaration {
  /** The cell's id. */
  cell: string;
  /** Where the name begins. */
  from: LinePosition;
  /** Where it ends. */
  to: LinePosition;
}

/** A remark of the compiler. */
export interface Diagnostic {
  /** Where, counted from 0. */
  linePositionSpan: LinePositionSpan;
  /** How bad. */
  severity: number;
  /** Such as `CS0029`. */
  code: string;
  /** What. */
  message: string;
}

/** How bad a diagnostic is. */
export type DiagnosticSeverity = (typeof diagnosticSeverities)[number];
export const diagnosticSeverities = ["hidden", "info", "warning", "error"] as const;

/** A place in a notebook's code, to go to. */
export interface ErrorPlace {
  /** The cell's id. */
  cell: string;
  /** The line when the cell ran, from 0. */
  line: number;
  /** The character in it, from 0. */
  character: number;
  /** The line as it was, by which it is found again after lines were written above it. */
  text: string;
}

/** A place in a text. */
export interface LinePosition {
  /** From 0. */
  line: number;
  /** From 0, in UTF-16 units. */
  character: number;
}

/** A stretch of a text. */
export interface LinePositionSpan {
  /** Where it begins. */
  start: LinePosition;
  /** Just behind its last character. */
  end: LinePosition;
}

/** A link, a button or an entry of the menu on a map. */
export interface MapAction {
  /** What the page is told when it is chosen. */
  id: string;
  /** What stands there. */
  text: string;
}

/** A finished (or partial) map: what it shows, what it cost, and the names of the files that hold it. */
export interface MapArtifact {
  /** The method's id. */
  method: string;
  /** The method's name for people, such as `Grad-CAM`. */
  name: string;
  /** The method's family: `linearization`, `structure`, `adversarial`, `black-box` or `control`. */
  family: string;
  /** The network's name. */
  network: string;
  /** The layer the map belongs to; null for maps of the input. */
  layer: string | null;
  /** The class explained. */
  target: number;
  /** That class, or neuron, in words. */
  label: string;
  /** Its score before softmax. */
  score: number;
  /** Its probability; not a number for what is no class, or a quantity. */
  probability: number;
  /** Artifact: the raw signed values, float32 `.npy` [C, H', W']. */
  values: string;
  /** Artifact: the values summed over channels, float32 `.npy` [H', W']: what a viewer draws. */
  map: string;
  /** Artifact: the heatmap over the photo, painted once, `.png`; null for a partial map. */
  picture: string | null;
  /** Artifact: the part of the photo that the network saw, `.png` at the network's input size. */
  input: string;
  /** C. */
  channels: number;
  /** H'. */
  height: number;
  /** W'. */
  width: number;
  /** H, the height of the network's input in pixels. */
  inputHeight: number;
  /** W, the width of the network's input in pixels. */
  inputWidth: number;
  /** Whether values below zero mean something (evidence against). */
  signed: boolean;
  /** The smallest value of `Map`. */
  minimum: number;
  /** The largest value of `Map`. */
  maximum: number;
  /** Forward passes, in whole-network passes of one photo; a part of a network counts as that part. */
  forwards: number;
  /** Backward passes, counted likewise. */
  backwards: number;
  /** Seconds it took. */
  seconds: number;
  /** What the map should sum to and what it does; null for methods that promise nothing. */
  check: SumCheck | null;
  /** A doubt to show with the map, in a few words (`empty map`, `same for every class`); null when there is none. */
  warning: string | null;
  /** The options in force, defaults included. */
  options: Record<string, unknown>;
  /** The C# that makes this map in a cell. */
  code: string;
  refinement: Record<string, unknown> | null;
  ofProbability: boolean;
  errors: string | null;
  standardError: number | null;
  thumbnail: string | null;
}

/** What the viewer shows of a map: the words of the attribute `state`. */
export type MapState = (typeof mapStates)[number];
export const mapStates = ["planned", "queued", "running", "refining", "done", "doubtful", "cancelled", "failed"] as const;

/** The answer to a photo that was taken. */
export interface PhotoTaken {
  /** The artifact's name. */
  name: string;
}

/** What the default network sees in a photo that ships with the lab. */
export interface SeenSample {
  /** The photo's name. */
  name: string;
  /** The most probable class. */
  label: string;
  /** Its probability in words: `38.5 %`. */
  probability: string;
}

/** A promise of a method about its map's sum, and how well it was kept. */
export interface SumCheck {
  /**
   * `completeness` (integrated gradients: the sum is the difference of two scores) or `conservation` (relevance: the sum is the
   * relevance put in).
   */
  kind: string;
  /** What the map should sum to. */
  expected: number;
  /** What it sums to. */
  actual: number;
  /** |actual - expected| / |expected|; null where expected is 0. */
  relativeError: number | null;
  /** Whether that is too much. */
  doubtful: boolean;
}

/** Text that was typed and has not arrived. */
export interface Unsaved {
  /** The cell's id. */
  cell: string;
  /** The whole text. */
  text: string;
  /** The text that it began from, where the browser had room for it. */
  base: string | null;
}
