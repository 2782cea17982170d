import { hash } from "node:crypto";
import { canonicalJson } from "@tocsin/kernel/canonical.ts";

/**
 * How the log is chained. Nothing here needs a database, so that anyone can check an exported log.
 * The leaf covers what an event says; the chain binds it to the one before it in its stream.
 */
export interface HashedEvent {
  kind: string;
  id: string;
  version: number;
  type: string;
  data: unknown;
  at: number;
  actor: string;
  commandId: string;
  name: string;
}

export const sha256 = (data: string | Uint8Array): string => hash("sha256", data, "hex");

/** The canonical text of what an event says. */
export const leafText = (event: HashedEvent): string =>
  canonicalJson({
    kind: event.kind, id: event.id, version: event.version, type: event.type, data: event.data ?? null,
    at: event.at, actor: event.actor, commandId: event.commandId, name: event.name,
  });

/** `previous` is the hash of the stream's event before, or "" for its first. */
export const chainHash = (previous: string, leaf: string): string => sha256(Buffer.from(previous + leaf, "hex"));
