import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { useSeat } from "../live/session.ts";
import { openPanel } from "../selection/panels.ts";
import { createStore, useStore } from "../store/external-store.ts";
import { roomOfForceIn } from "../talk/room-place.ts";
import { useKeyHolder, useRadio } from "../talk/use-talk.ts";
import { usePostRights } from "./post-right.ts";
import { choosePost } from "./use-posts.ts";
import "../talk/talk.css";

/** What this seat has chosen, by post. */
const chosenStore = createStore<ReadonlyMap<string, boolean>>(new Map());

/** Whether this seat listens to the radio of all task forces of a post, whatever is on its screen; the one who commands does unless told otherwise. */
function useListens(post: CommandPost): boolean {
  const { userId } = useSeat();
  const chosen = useStore(chosenStore, (all) => all.get(post.id));
  return chosen ?? post.commander.userId === userId;
}

/** Turns it on and off; there for whoever works in the post. */
export function ListenToAll({ post }: { readonly post: CommandPost }) {
  const say = useSay();
  const listens = useListens(post);
  const { staff } = usePostRights(post);
  if (!staff) return null;
  return <button type="button" className="plain" aria-pressed={listens} onClick={() => chosenStore.set((all) => new Map(all).set(post.id, !listens))}>◉ {say("post.listen")}</button>;
}

/** Radios of the task forces to which this seat listens (CMD-03, CMD-05): one line for each that speaks, wherever the seat works. */
export function ForceWatch() {
  const posts = useBoard(({ commandPosts }) => commandPosts);
  return [...posts.values()].filter(({ status }) => status === "OPEN").map((post) => <PostWatch key={post.id} post={post} />);
}

function PostWatch({ post }: { readonly post: CommandPost }) {
  const listens = useListens(post);
  const { staff } = usePostRights(post);
  const held = useKeyHolder();
  if (!listens || !staff) return null;
  // A room that is open is heard there.
  return post.forces.map(({ id, name }) => (roomOfForceIn(post, id, true).id === held ? null : <ForceLine key={id} post={post} forceId={id} name={name} />));
}

function ForceLine({ post, forceId, name }: { readonly post: CommandPost; readonly forceId: string; readonly name: string }) {
  const say = useSay();
  const lang = useLang();
  const { hearing } = useRadio(roomOfForceIn(post, forceId, true));
  if (hearing === null) return null;
  const open = (): void => {
    choosePost(post.id);
    openPanel("posts");
  };
  return (
    <div className="radio-line" role="status" data-live={hearing.state === "HEARING"}>
      <span>◉ {say("post.speaks", { post: post.name, force: name, who: nameIn(lang, hearing.party) })} · {say(`talk.hearing.${hearing.state}`)}</span>
      <button type="button" className="plain" onClick={open}>{say("post.openRooms")}</button>
    </div>
  );
}
