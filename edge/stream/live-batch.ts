/** What the stream carries, without knowing what it means. All instants are integer milliseconds UTC. */

/** A record after a stretch of the log, with what happened to it there. */
export interface LiveRecord {
  readonly kind: string;
  readonly id: string;
  readonly state: unknown;
  /** Event types of the stretch, in order. */
  readonly types: readonly string[];
}

/** A stretch of the log: everything up to `cursor`, each record once, as it stands. */
export interface LiveBatch {
  readonly cursor: string;
  readonly at: number;
  readonly records: readonly LiveRecord[];
}

/** What viewers get to see. Viewers with the same key get the same bytes, which are made once. */
export interface Projection<Viewer> {
  keyOf(viewer: Viewer): string;
  /** The record as JSON text, or null when the viewer does not see it. */
  show(viewer: Viewer, record: LiveRecord): { readonly list: "incidents" | "units" | "closures" | "layouts" | "advisories" | "matters" | "plans" | "activations" | "commandPosts" | "drawings" | "rooms" | "notices" | "cooperations" | "assets" | "mechanisms" | "publications" | "reviews"; readonly json: string } | null;
  /** Whether the stretch took something away that the viewer saw before: it must then fetch its board anew. */
  endsSight(viewer: Viewer, record: LiveRecord): boolean;
}

/** A socket as the stream uses it. */
export interface Sink {
  send(text: string): void;
  /** Bytes that were sent and have not left yet. */
  readonly buffered: number;
  close(): void;
}
