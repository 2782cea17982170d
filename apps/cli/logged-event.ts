import type { TocsinEvent } from "@tocsin/contract/events.ts";
import type { StoredEvent } from "@tocsin/ledger/types.ts";

/** An event of the ledger as the core folds it. */
export const loggedEvent = ({ kind, id, version, type, data, at, actor }: StoredEvent): TocsinEvent => ({ kind, id, version, type, data, at, by: actor }) as TocsinEvent;
