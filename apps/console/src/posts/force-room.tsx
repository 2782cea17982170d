import { useState } from "react";
import { unreadOf } from "@tocsin/client/room-receipts.ts";
import type { CommandPost, TaskForce } from "@tocsin/contract/command/command-post.ts";
import { useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { RadioContext, RadioLine } from "../talk/radio-line.tsx";
import { type RoomPlace, roomOfForceIn } from "../talk/room-place.ts";
import { Talk } from "../talk/talk.tsx";
import { useHoldsKey, useTalk } from "../talk/use-talk.ts";
import { ListenToAll } from "./force-watch.tsx";
import { usePostRights } from "./post-right.ts";

/** The task forces with the room of each: one is open at a time, and the talk key is its (CMD-03, CMD-05). */
export function ForceRooms({ post }: { readonly post: CommandPost }) {
  const say = useSay();
  const { staff } = usePostRights(post);
  const [open, setOpen] = useState<string | null>(null);
  const force = post.forces.find(({ id }) => id === open);
  return (
    <section aria-label={say("post.rooms")}>
      <div className="block-head"><h3>{say("post.rooms")}</h3><ListenToAll post={post} /></div>
      <p className="post-acts">
        {post.forces.map((each) => <RoomButton key={each.id} force={each} place={roomOfForceIn(post, each.id, staff)} pressed={each.id === open} onPress={() => setOpen(each.id === open ? null : each.id)} />)}
      </p>
      {force && <OpenRoom key={force.id} name={force.name} place={roomOfForceIn(post, force.id, staff)} />}
    </section>
  );
}

function RoomButton({ force, place, pressed, onPress }: { readonly force: TaskForce; readonly place: RoomPlace; readonly pressed: boolean; readonly onPress: () => void }) {
  const say = useSay();
  const unread = useBoard((state) => unreadOf(state.rooms.get(place.id)));
  return (
    <button type="button" className="plain" aria-pressed={pressed} onClick={onPress}>
      {say("post.roomOf", { name: force.name })} {unread > 0 && <span className="tab-count" title={say("talk.unread", { count: unread })}>{unread}</span>}
    </button>
  );
}

function OpenRoom({ name, place }: { readonly name: string; readonly place: RoomPlace }) {
  const radio = useTalk(place);
  useHoldsKey(place);
  return (
    <RadioContext.Provider value={radio}>
      <RadioLine />
      <Talk place={place} name={name} />
    </RadioContext.Provider>
  );
}
