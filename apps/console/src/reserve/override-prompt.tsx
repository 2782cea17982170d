import { ReasonPrompt } from "../incident/reason-prompt.tsx";
import { useSay } from "../language/words.ts";
import { askingStore, assign, useAsking } from "../dispatch/assign.ts";

/** The reserve's home would keep too little, or the matter is below its level: a commander says why it goes all the same, or leaves it (CMD-10). */
export function OverridePrompt() {
  const say = useSay();
  const asking = useAsking();
  if (asking?.ask !== "reserve") return null;
  const { incidentId, unitIds, options, said } = asking;
  return (
    <div className="moves" role="alert">
      <div className="move">
        <span className="alarm-text">◈ {said}</span>
        <ReasonPrompt label={say("reserve.override")} onReason={(reserveOverride) => void assign(incidentId, unitIds, { ...options, reserveOverride })} onLeave={() => askingStore.set(null)} />
      </div>
    </div>
  );
}
