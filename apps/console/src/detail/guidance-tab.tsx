import type { GuidancePack } from "@tocsin/contract/guidance/pack.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { useLang, useSay } from "../language/words.ts";

/** What goes with the order (SCN-02); before one is out, nothing is made up. */
export function GuidanceTab({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const order = incident.orders.at(-1);
  if (!order) return <p className="hint dim">{say("guidance.none")}</p>;
  const read = order.assignments.map((assignment) => `${assignment.callSign} ${say(assignment.guidanceReadAt === null ? "guidance.unread" : "guidance.read")}`);
  return (
    <>
      <p className="hint dim">{say("guidance.version", { version: order.guidance.version })} {order.guidance.isDefault ? say("guidance.default") : ""} {order.guidance.unverified === true && <span className="tag tag-amber">{say("guidance.unverified", { reviewBy: order.guidance.reviewBy ?? "" })}</span>} · {read.join(say("list.comma"))}</p>
      <Pack pack={order.guidance} />
    </>
  );
}

function Pack({ pack }: { readonly pack: GuidancePack }) {
  const say = useSay();
  const lang = useLang();
  const lines = (items: GuidancePack["kit"]): readonly string[] => items.map((item) => item[lang]);
  return (
    <>
      {pack.premiseHazards.length > 0 && (
        <section className="block">
          <h2>{say("guidance.hazards")}</h2>
          <ul className="points">
            {pack.premiseHazards.map(({ hazard, source, verifiedAt, reviewBy, unverified }) => (
              <li key={hazard.zh}>
                {hazard[lang]} <span className="dim">{source} {verifiedAt}</span> {unverified && <span className="tag tag-amber">{say("guidance.unverified", { reviewBy })}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Lines title={say("guidance.risks")} lines={lines(pack.riskHints)} />
      <Lines title={say("guidance.points")} lines={lines(pack.handlingPoints)} numbered />
      <Lines title={say("guidance.kit", { crew: pack.crewMin })} lines={lines(pack.kit)} />
      <Lines title={say("guidance.legal")} lines={lines(pack.legal)} />
    </>
  );
}

function Lines({ title, lines, numbered = false }: { readonly title: string; readonly lines: readonly string[]; readonly numbered?: boolean }) {
  if (lines.length === 0) return null;
  const items = lines.map((line) => <li key={line}>{line}</li>);
  return (
    <section className="block">
      <h2>{title}</h2>
      {numbered ? <ol className="points">{items}</ol> : <ul className="points">{items}</ul>}
    </section>
  );
}
