import type { Publication, PublicationEvents } from "@tocsin/contract/governance/publication.ts";
import type { PublicationEvent } from "@tocsin/contract/events.ts";
import { ImpossibleEvent } from "../fold.ts";

type Unversioned = Pick<PublicationEvent, "id" | "type" | "data" | "at" | "by">;

/** Folds one event into the figures of a month. @throws ImpossibleEvent when nothing waits to be published. */
export function evolvePublication(state: Publication | null, { id, type, data, at, by }: Unversioned): Publication {
  if (type === "FiguresDrafted") {
    const { scope, tables, method, reason, name } = data as PublicationEvents["FiguresDrafted"];
    const published = state?.published ?? [];
    return { id, version: (state?.version ?? 0) + 1, published, draft: { no: published.length + 1, tables, method, reason, by, name, at }, scope: [...scope] };
  }
  if (state === null || state.draft === null) throw new ImpossibleEvent(`${type} without a draft`);
  const { name } = data as PublicationEvents["FiguresPublished"];
  return { ...state, version: state.version + 1, draft: null, published: [...state.published, { ...state.draft, publishedBy: by, publishedName: name, publishedAt: at }] };
}
