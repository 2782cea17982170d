import { useEffect, useState } from "react";
import type { CommandPost, CommandPostView } from "@tocsin/contract/command/command-post.ts";
import { useBoard } from "../live/live-board.ts";
import { client } from "../live/session.ts";
import { createStore } from "../store/external-store.ts";

/** The post that is looked at; null: the first of the list. */
export const chosenPostStore = createStore<string | null>(null);
export const choosePost = (id: string): void => chosenPostStore.set(id);

const ORDER: Readonly<Record<CommandPost["status"], number>> = { OPEN: 0, REVIEW_DUE: 1, STOOD_DOWN: 2, CLOSED: 3 };

/** Open ones first, the gravest level before the others; then those whose review waits. */
export const sortedPosts = (posts: Iterable<CommandPost>): CommandPost[] =>
  [...posts].sort((a, b) => ORDER[a.status] - ORDER[b.status] || a.level.length - b.level.length || a.level.localeCompare(b.level) || b.openedAt - a.openedAt);

const postsOf = (state: { readonly commandPosts: ReadonlyMap<string, CommandPost> }): ReadonlyMap<string, CommandPost> => state.commandPosts;
export const usePosts = (): readonly CommandPost[] => sortedPosts(useBoard(postsOf).values());

/** The post with its log, fetched anew whenever it or its incident has changed; null while it is on its way. */
export function usePostView(post: CommandPost | undefined): CommandPostView | null {
  const [view, setView] = useState<CommandPostView | null>(null);
  const incident = useBoard((state) => (post?.incidentId == null ? undefined : state.incidents.get(post.incidentId)));
  const [id, version] = [post?.id, post?.version];
  useEffect(() => {
    if (id === undefined) return undefined;
    const gone = new AbortController();
    client.commandPost(id, { signal: gone.signal }).then(setView, () => undefined);
    return () => gone.abort();
  }, [id, version, incident]);
  return view !== null && view.post.id === id ? view : null;
}
