import type { PostLogEntry } from "@tocsin/contract/command/command-post.ts";
import { fields, textIn } from "./log-reader.ts";

/** A time that somebody typed: when it is said to have happened, and a paper form that was entered later. */
export const typedByHand = ({ type, data }: PostLogEntry): boolean =>
  (type === "IncidentReceived" && typeof fields(data)["occurredAt"] === "number") || (type === "FieldAmended" && textIn(data, "field") === "occurredAt");
