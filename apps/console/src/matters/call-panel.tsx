import { CALLER, type CallLine } from "@tocsin/contract/linkage/call.ts";
import { type Matter, openCallOf } from "@tocsin/contract/linkage/matter.ts";
import { CallerNumber } from "../detail/caller-number.tsx";
import { runningTime } from "../incident/clock-state.ts";
import { useSay } from "../language/words.ts";
import { useIncidents } from "../live/live-board.ts";
import { useNow } from "../live/server-clock.ts";
import { usePartyName } from "./party-name.ts";

const SIGNS: Readonly<Record<CallLine["state"], string>> = { ASKED: "◌", JOINED: "●", LEFT: "○" };
const since = (now: number, at: number): string => runningTime(Math.max(0, Math.floor((now - at) / 1_000)));

/** The call of three that goes on (LNK-01): who keeps the matter, who is on the line, since when. What each may do stands among the acts of the matter. */
export function CallPanel({ matter }: { readonly matter: Matter }) {
  const say = useSay();
  const name = usePartyName();
  const now = useNow();
  const open = openCallOf(matter);
  if (open === undefined) return null;
  return (
    <section className="call" aria-label={say("call.title")}>
      <h2><span aria-hidden="true">☎</span> {say("call.title")} <span className="num">{since(now, open.at)}</span></h2>
      <p>{say("call.keeps", { owner: name(matter.custody.owner) })}</p>
      <ul>
        {open.call.lines.map(({ who, state, at }) => (
          <li key={who} className={`call-line call-${state.toLowerCase()}`}>
            <span aria-hidden="true">{SIGNS[state]}</span> <strong>{name(who)}</strong> <span>{say(`call.${state}`)}</span> <span className="num dim">{since(now, at)}</span>
            {who === CALLER && <Number matter={matter} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The caller's number stands with whoever took the call and may call back; everybody else learns where it is kept. */
function Number({ matter }: { readonly matter: Matter }) {
  const say = useSay();
  const name = usePartyName();
  const incident = useIncidents().get(matter.incidentId ?? "");
  const report = incident?.reports.find(({ callback }) => callback !== null);
  return <span className="dim">{incident !== undefined && report !== undefined ? <CallerNumber incidentId={incident.id} report={report} /> : say("call.numberKept", { opener: name(matter.opener) })}{matter.content.caller.withheld ? ` · ${say("matter.withheld")}` : ""}</span>;
}
