import { useMemo, useState } from "react";
import { DISMISS_REASONS } from "@tocsin/contract/dispatch/unit.ts";
import { CodePrompt } from "../incident/code-prompt.tsx";
import { ReasonPrompt } from "../incident/reason-prompt.tsx";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useUnits } from "../live/live-board.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { openUnit } from "../selection/open-detail.ts";
import { advisedMoves, moveText, postName, whyText, type AdvisedMove } from "./advised-moves.ts";
import "./relocation.css";

/** Where `Q` goes: the button that orders the first advised move. */
export const FIRST_MOVE = "first-advised-move";

/** Below the alarms, quiet and without a sound: moves that would mend the cover. Nobody moves until somebody here orders it. */
export function AdviceLines() {
  const units = useUnits();
  const seat = useSeat();
  const moves = useMemo(() => advisedMoves(units.values()), [units]);
  if (moves.length === 0 || !mayDo(seat, "dispatch.standBy")) return null;
  return <div className="moves">{moves.map((move, index) => <AdviceLine key={`${move.unit.id}/${move.advice.postId}`} move={move} first={index === 0} />)}</div>;
}

function AdviceLine({ move, first }: { readonly move: AdvisedMove; readonly first: boolean }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const [asks, setAsks] = useState<"no" | "code" | "words">("no");
  const { unit, advice } = move;
  const post = postName(city, advice.postId, lang);
  const order = (): void => void act("dispatch.standBy", { unitId: unit.id, postId: advice.postId }, { done: say("move.ordered", { unit: unit.callSign, post }) });
  const dismiss = (code: (typeof DISMISS_REASONS)[number], text?: string): void => {
    setAsks("no");
    void act("dispatch.dismissMove", { unitId: unit.id, code, ...(text === undefined ? {} : { text }) }, { done: say("move.dismissed") });
  };
  const leave = (): void => setAsks("no");
  return (
    <div className="move">
      <button type="button" className="alarm-text" onClick={() => openUnit(unit.id)}>
        ⇄ {moveText(say, city, move, lang)} <span className="dim">{whyText(say, advice)}</span>
      </button>
      {asks === "no" && (
        <>
          <button id={first ? FIRST_MOVE : undefined} type="button" className="main" onClick={order}>{say("move.accept")} {first && <kbd>Q ↵</kbd>}</button>
          <button type="button" className="plain" onClick={() => setAsks("code")}>{say("move.dismiss")}</button>
        </>
      )}
      {asks === "code" && (
        <CodePrompt label={say("move.why")} codes={DISMISS_REASONS} nameOf={(code) => say(`dismiss.${code}`)} onCode={(code) => (code === "OTHER" ? setAsks("words") : dismiss(code))} onLeave={leave} leaveText={say("prompt.leave")} />
      )}
      {asks === "words" && <ReasonPrompt label={say("move.whyOther")} onReason={(text) => dismiss("OTHER", text)} onLeave={leave} />}
    </div>
  );
}
