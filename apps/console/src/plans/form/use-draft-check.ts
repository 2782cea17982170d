import { useEffect, useState } from "react";
import { RefusedError } from "@tocsin/client/transport.ts";
import type { PlanView } from "@tocsin/contract/command/plan-version.ts";
import { client } from "../../live/session.ts";
import type { Content } from "./draft-edit.ts";
import { type Beside, faultsOf, movedFindings } from "./findings-beside.ts";

/** DONE: the findings are of what stands there now; WAITING: of a moment ago, the answer is on its way; LOST: no answer came. */
export type CheckState = "DONE" | "WAITING" | "LOST";
export interface DraftCheck {
  readonly findings: readonly Beside[];
  readonly state: CheckState;
}

/** Nobody is asked between two keys. */
const PAUSE_MS = 400;
/** After no answer it is asked again. */
const AGAIN_MS = 5_000;

interface Checked {
  readonly of: Content;
  readonly findings: readonly Beside[];
}

async function checked(what: PlanView["record"]["what"], content: Content, signal: AbortSignal): Promise<readonly Beside[]> {
  try {
    const { fields, findings } = await client.checkPlan(what === "PLAN" ? { plan: content } : { module: content }, { signal });
    return [...fields, ...findings];
  } catch (error) {
    // What the form could not have written, as more text than there may be: named by field as on saving.
    if (error instanceof RefusedError && error.refused.fields !== undefined) return faultsOf(error.refused.fields, what === "PLAN" ? "$.plan" : "$.module");
    throw error;
  }
}

/** What the server's linter and door say of a draft as it stands in front of its author, a moment after each change (CMD-06). */
export function useDraftCheck({ record: { what }, findings }: Pick<PlanView, "record" | "findings">, saved: Content, content: Content): DraftCheck {
  const [last, setLast] = useState<Checked>({ of: saved, findings });
  const [lost, setLost] = useState<{ readonly of: Content } | null>(null);
  const isLost = lost?.of === content;
  const isDone = last.of === content;
  useEffect(() => {
    if (isDone) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      checked(what, content, stop.signal).then((found) => {
        if (!stop.signal.aborted) setLast({ of: content, findings: found });
      }, () => !stop.signal.aborted && setLost({ of: content }));
    }, isLost ? AGAIN_MS : PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [what, content, isDone, isLost, lost]);
  return { findings: movedFindings(last.findings, last.of, content), state: isDone ? "DONE" : isLost ? "LOST" : "WAITING" };
}
