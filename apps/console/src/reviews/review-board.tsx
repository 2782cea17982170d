import { useState, type KeyboardEvent } from "react";
import { orgName, typeName } from "../city/city-index.ts";
import { recordId, useChosenRow } from "../keyboard/chosen-row.ts";
import { useRowFocus } from "../keyboard/row-focus.ts";
import { momentText } from "../layouts/layout-words.ts";
import { useLang, useSay } from "../language/words.ts";
import { useCity, useSeat } from "../live/session.ts";
import { useStore } from "../store/external-store.ts";
import { BoardFrame } from "../units/board-frame.tsx";
import { ReviewCard, TaskCard } from "./review-card.tsx";
import { REVIEW_GROUPS, type ReviewItem } from "./review-items.ts";
import { chosenReviewStore, mayFinish, useReviewItems } from "./use-reviews.ts";
import "../matters/matters.css";
import "./reviews.css";

const ULID_LENGTH = 26;
const whole = (id: string | null): string | null => id;

/** What is to be looked back on and what came of it: tasks of the own organisation first. ↑↓ choose, Y says that a task is done, V opens its review (CMD-12). */
export function ReviewBoard() {
  const say = useSay();
  const seat = useSeat();
  const { orgById } = useCity();
  const items = useReviewItems();
  const chosenId = useStore(chosenReviewStore, whole);
  const [asking, setAsking] = useState(false);
  const first = useChosenRow(items, null, recordId);
  const chosen = chosenId === null ? first : items.find(({ id }) => id === chosenId);
  // A review that was opened from its incident may stand on no list any more, nor the task that has just been done: then its review says so.
  const opened = chosen === undefined ? (chosenId?.slice(0, ULID_LENGTH) ?? null) : chosen.task === null ? chosen.review.id : null;
  const choose = (id: string): void => {
    setAsking(false);
    chosenReviewStore.set(id);
  };
  const mayEnd = chosen?.task != null && mayFinish(seat, chosen.task, orgById);
  const focus = useRowFocus(chosen === undefined ? (items[0] === undefined ? null : `review-${items[0].id}`) : `review-${chosen.id}`, `${asking} ${items.map(({ id }) => id).join()}`);
  const onKey = (event: KeyboardEvent<HTMLElement>): void => {
    const inField = event.target instanceof HTMLElement && event.target.closest("form") !== null;
    if (event.ctrlKey || event.metaKey || event.altKey || asking || inField) return;
    const down = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
    if (down !== 0 && items.length > 0) {
      const next = items[Math.min(items.length - 1, Math.max(0, (chosen === undefined ? -1 : items.indexOf(chosen)) + down))]!;
      choose(next.id);
      document.getElementById(`review-${next.id}`)?.focus();
    } else if (event.key.toLowerCase() === "y" && mayEnd) setAsking(true);
    else if (event.key.toLowerCase() === "v" && chosen?.task != null) choose(chosen.review.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <BoardFrame title={say("review.title")}>
      <div className="matters" onKeyDown={onKey} {...focus}>
        <div className="matter-list">
          {REVIEW_GROUPS.map((group) => {
            const rows = items.filter((item) => item.group === group);
            return rows.length === 0 ? null : <section key={group} aria-label={say(`review.group.${group}`)}><h2>{say(`review.group.${group}`)} <span className="num">{rows.length}</span></h2>{rows.map((item) => <Row key={item.id} item={item} chosen={item.id === chosen?.id} onChoose={choose} />)}</section>;
          })}
          {items.length === 0 && <p className="review-none dim">{say("review.none")}</p>}
        </div>
        {chosen?.task != null ? <TaskCard key={chosen.id} review={chosen.review} task={chosen.task} mayEnd={mayEnd} asking={asking} onAsk={setAsking} onReview={() => choose(chosen.review.id)} /> : opened !== null ? <ReviewCard key={opened} id={opened} /> : <article className="matter-card" />}
      </div>
    </BoardFrame>
  );
}

function Row({ item: { id, review, task, dueAt, late }, chosen, onChoose }: { readonly item: ReviewItem; readonly chosen: boolean; readonly onChoose: (id: string) => void }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const { utcOffset } = city.city.head;
  const of = `${typeName(city, review.typeCode, lang) ?? ""} ${review.incidentId !== null && review.commandPostId === null ? `#${review.title}` : review.title}`;
  return (
    <button id={`review-${id}`} type="button" className={chosen ? "matter-row matter-chosen" : "matter-row"} aria-pressed={chosen} onClick={() => onChoose(id)}>
      <span className="matter-line"><span className="tag">{task === null ? review.priority ?? say("review.ground.POST") : say("review.task")}</span> <span className="matter-says">{task === null ? of : task.text}</span> {review.drill && <span className="tag tag-drill">{say("incident.drill")}</span>} {late && <span className="tag tag-red">▲ {say("review.late")}</span>}</span>
      <span className="matter-line"><span className="matter-says dim">{orgName(city, task?.orgPath ?? review.orgPath, lang)}{task === null ? ` · ${review.grounds.map((ground) => say(`review.ground.${ground}`)).join(say("list.comma"))}` : ` · ${of}`}</span> <span className="dim num">{momentText(dueAt, utcOffset).slice(5)}</span></span>
    </button>
  );
}
