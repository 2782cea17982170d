import { useState } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { PostChange } from "@tocsin/contract/layouts/layout.ts";
import { ReasonPrompt } from "../incident/reason-prompt.tsx";
import { useSay } from "../language/words.ts";
import { chooseLayout, useLayoutHeads } from "../layouts/use-layouts.ts";
import { act } from "../live/act.ts";
import { useSeat } from "../live/session.ts";
import { showPanel } from "../selection/panels.ts";
import { marksOf } from "./planner-marks.ts";
import { isChanged, usePlanner, type PlannerState } from "./planner-store.ts";

/** What a sandbox changes, post by post, as it is put forward. */
export function changesOf(state: Pick<PlannerState, "coverage" | "sandbox">): PostChange[] {
  const rounded = (degrees: number): number => Number(degrees.toFixed(6));
  return marksOf({ ...state, planned: null }).flatMap(({ id, kind, state: how, nameZh, nameEn, lon, lat }): PostChange[] => {
    const place = { lon: rounded(lon), lat: rounded(lat) };
    if (kind === "NEW") return [{ kind: "ADD", id: null, nameZh: `${nameZh} ${Number(id.slice(1)) + 1}`, nameEn: `${nameEn} ${Number(id.slice(1)) + 1}`, ...place }];
    if (how === "CLOSED") return [{ kind: "CLOSE", id, nameZh, nameEn, ...place }];
    return how === "MOVED" ? [{ kind: "MOVE", id, nameZh, nameEn, ...place }] : [];
  });
}

/** The sandbox becomes a draft of the layouts' next version: somebody else looks at it and publishes it, or nobody (DSP-06, DSP-07). */
export function PutForward() {
  const say = useSay();
  const { commands } = useSeat();
  const { sandbox, whatIf, when, coverage } = usePlanner();
  const [asking, setAsking] = useState(false);
  const latest = useLayoutHeads().find(({ publishedAt, succeededBy }) => publishedAt !== null && succeededBy === null);
  if (!(commands.includes("layouts.draft") || commands.includes("layouts.*")) || latest === undefined) return null;
  const send = async (name: string): Promise<void> => {
    const layoutId = newUlid();
    const { ok } = await act("layouts.draft", { layoutId, basedOn: latest.id, name: name.slice(0, 80), posts: { weekday: when.weekday, hour: when.hour, changes: changesOf({ coverage, sandbox }) } }, { done: say("planner.putForwardDone") });
    if (!ok) return;
    setAsking(false);
    chooseLayout(layoutId);
    showPanel("layouts");
  };
  if (asking) return <ReasonPrompt label={say("planner.putForwardName")} onReason={(name) => void send(name)} onLeave={() => setAsking(false)} />;
  // Without the server's figures nobody has seen yet that its places have roads.
  return <button type="button" className="main" disabled={!isChanged(sandbox) || whatIf === null} title={say("planner.putForwardHint")} onClick={() => setAsking(true)}>{say("planner.putForward")}</button>;
}
