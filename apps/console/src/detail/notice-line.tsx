import { noticeIdOf, type Notice } from "@tocsin/contract/command/notice.ts";
import { useTimeText } from "../incident/use-time-text.ts";
import { isWord, useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";

/** By which channels the order went to the unit's devices, with the time of each receipt (CMD-03); nothing where the app alone carries it. */
export function NoticeLine({ orderId, unitId }: { readonly orderId: string; readonly unitId: string }) {
  const notice = useBoard(({ notices }) => notices.get(noticeIdOf(orderId, unitId)));
  return notice === undefined ? null : <NoticeAttempts notice={notice} />;
}

function NoticeAttempts({ notice: { attempts, status } }: { readonly notice: Notice }) {
  const say = useSay();
  const timeText = useTimeText();
  return (
    <p className="hint dim">
      {status === "UNDELIVERED" && <span className="tag tag-red">{say("reach.undelivered")}</span>}{" "}
      {attempts.map(({ channel, at, receipt }, index) => {
        const why = `reach.why.${receipt?.detail}`;
        return (
          <span key={channel} className="num">
            {index > 0 && " · "}{say(`reach.${channel}`)} {timeText(at)} {receipt === null ? say("reach.waits") : say(`reach.${receipt.outcome}`)}
            {receipt?.outcome === "FAILED" && ` ${isWord(why) ? say(why) : receipt.detail}`}
          </span>
        );
      })}
    </p>
  );
}
