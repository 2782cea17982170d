import type { Assignment } from "@tocsin/contract/dispatch/order.ts";
import { Age } from "../incident/age.tsx";
import { useTimeText } from "../incident/use-time-text.ts";
import { useSay } from "../language/words.ts";
import { useNow } from "../live/server-clock.ts";

/** The steps of an order with the time of each; the last one with its age, an unacknowledged one in amber. */
export function ProgressSteps({ assignment, acknowledgeS }: { readonly assignment: Assignment; readonly acknowledgeS: number }) {
  const say = useSay();
  const now = useNow();
  const timeText = useTimeText();
  const steps = [
    ["issued", assignment.issuedAt], ["acknowledged", assignment.acknowledgedAt], ["enRoute", assignment.enRouteAt],
    ["arrived", assignment.arrivedAt], ["handling", assignment.handlingAt], ["feedback", assignment.feedbackAt],
  ] as const;
  const last = steps.findLastIndex(([, at]) => at !== null);
  const late = assignment.acknowledgedAt === null && now - assignment.issuedAt > acknowledgeS * 1_000;
  return (
    <ol className="steps">
      {steps.map(([name, at], index) => (
        <li key={name} className={`step ${at === null ? "step-open" : "step-done"} ${late && name === "acknowledged" ? "step-late" : ""}`}>
          <span className="step-mark" aria-hidden="true">{at === null ? "○" : "●"}</span>
          <span>{say(`step.${name}`)}</span>
          <span className="num dim">{at === null ? (late && name === "acknowledged" ? "!" : "") : index === last ? <Age at={at} /> : timeText(at, false)}</span>
        </li>
      ))}
    </ol>
  );
}
