import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { isOpen } from "@tocsin/contract/intake/incident.ts";
import { useRecommendationOf } from "../dispatch/recommendation-store.ts";
import { useSay } from "../language/words.ts";
import { mayDo, useSeat } from "../live/session.ts";
import { AcrossBorder } from "./across-border.tsx";
import { Assignments } from "./assignments.tsx";
import { Candidates } from "./candidates.tsx";
import { DutySeat } from "./duty-seat.tsx";
import { OrderCopies } from "./order-copies.tsx";
import { SupportRequests } from "./support-requests.tsx";

/** Who goes: the ranking with its reasons, who is on the way, what they ask for. */
export function DispatchTab({ incident }: { readonly incident: Incident }) {
  const seat = useSeat();
  const may = mayDo(seat, "dispatch.issueOrder") && isOpen(incident);
  return (
    <>
      <DutySeat incident={incident} />
      <SupportRequests incident={incident} />
      <Assignments incident={incident} />
      <OrderCopies incident={incident} />
      <AcrossBorder incident={incident} />
      {may && <Ranking incident={incident} />}
    </>
  );
}

function Ranking({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const { userId } = useSeat();
  useRecommendationOf(incident);
  const other = incident.commander !== null && incident.commander.userId !== userId;
  return (
    <>
      {other && <p className="hint tag-amber">{say("command.otherCommands", { name: incident.commander?.name ?? "" })}</p>}
      <Candidates incident={incident} preDispatch={incident.typeCode === null} />
    </>
  );
}
