import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import { Age } from "../incident/age.tsx";
import { recordId, useChosenRow } from "../keyboard/chosen-row.ts";
import { useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { useStore } from "../store/external-store.ts";
import { BoardFrame } from "../units/board-frame.tsx";
import { PostForces, PostObjectives, PostRoles, PostTasks } from "./post-parts.tsx";
import { ForceRooms } from "./force-room.tsx";
import { PostHead } from "./post-head.tsx";
import { PostLog } from "./post-log.tsx";
import { PostReport } from "./post-report.tsx";
import { PostReview } from "./post-review.tsx";
import { choosePost, chosenPostStore, usePosts, usePostView } from "./use-posts.ts";
import "./posts.css";

const whole = (id: string | null): string | null => id;

function Row({ post, chosen }: { readonly post: CommandPost; readonly chosen: boolean }) {
  const say = useSay();
  const late = post.tasks.filter(({ state, overdueAt }) => state === "OPEN" && overdueAt !== null).length;
  return (
    <li>
      <button type="button" aria-pressed={chosen} onClick={() => choosePost(post.id)}>
        <b>{post.drill && `${say("incident.drill")} `}{post.name}</b>
        <span className={`post-status post-${post.status}`}>{say(`post.status.${post.status}`)}</span>
        <span className="dim">{say("post.level", { level: post.level })} · {post.commander.name} · <Age at={post.openedAt} /></span>
        {late > 0 && <span className="tag tag-red">{say("post.late", { count: late })}</span>}
      </button>
    </li>
  );
}

/** Command posts: who does what, what is aimed at, what the log says, and what is reported (CMD-05). */
export function PostBoard() {
  const say = useSay();
  const posts = usePosts();
  const chosen = useStore(chosenPostStore, whole);
  const post = useChosenRow(posts, chosen, recordId);
  const view = usePostView(post);
  const incident = useBoard((state) => (post?.incidentId == null ? undefined : state.incidents.get(post.incidentId)));
  if (post === undefined) return <BoardFrame title={say("post.title")}><p className="block dim" role="status">{say("post.none")}</p></BoardFrame>;
  return (
    <BoardFrame title={say("post.title")}>
      <div className="post-board">
        <aside aria-label={say("post.title")}><ul className="post-list">{posts.map((each) => <Row key={each.id} post={each} chosen={each.id === post.id} />)}</ul></aside>
        <article className="post-main" key={post.id}>
          <PostHead post={post} incident={incident} />
          {post.status === "OPEN" ? (
            <>
              <PostTasks post={post} />
              <PostObjectives post={post} />
              <PostForces post={post} />
              <ForceRooms post={post} />
              <PostRoles post={post} />
            </>
          ) : (
            <>
              <PostReview post={post} view={view} />
              <ForceRooms post={post} />
            </>
          )}
        </article>
        <aside className="post-side" key={`${post.id}/side`}>
          {post.status === "OPEN" && <PostReport post={post} view={view} />}
          <PostLog post={post} view={view} incident={incident} />
        </aside>
      </div>
    </BoardFrame>
  );
}
