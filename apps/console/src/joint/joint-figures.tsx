import { useEffect, useState } from "react";
import type { JointFigures as Figures, JointLine } from "@tocsin/contract/joint/joint-rules.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { client, useCity } from "../live/session.ts";
import { ReportMark } from "../mechanisms/mechanism-mark.tsx";
import { usePartyName } from "../matters/party-name.ts";
import { momentText } from "./moment.ts";

const MONTH_MS = 30 * 86_400_000;
const MINUTE_S = 60;

/** Accepted, wholly or in part, of all that were answered or ran out; those that still wait count for nothing. */
export const acceptRate = ({ accepted, partial, declined, silent }: Pick<JointLine, "accepted" | "partial" | "declined" | "silent">): string => {
  const ended = accepted + partial + declined + silent;
  return ended === 0 ? "—" : `${Math.round((100 * (accepted + partial)) / ended)}%`;
};

/** Joint operations of the last thirty days by line, hours in which the joint desk has nobody, and specialists with whom to call (JNT-02, JNT-11). Asked anew every day. */
export function JointFigures({ day }: { readonly day: number }) {
  const say = useSay();
  const name = usePartyName();
  const { head } = useCity().city;
  const [figures, setFigures] = useState<Figures | null>(null);
  useEffect(() => {
    const asking = new AbortController();
    client.jointFigures({ from: day - MONTH_MS, to: day }, { signal: asking.signal }).then(setFigures, () => undefined);
    return () => asking.abort();
  }, [day]);
  if (figures === null) return null;
  const { lines, holes, specialists } = figures;
  return (
    <>
      {holes.length > 0 && <p className="tag tag-red joint-holes" role="status">{say("joint.holes", { spans: holes.map(({ from, until }) => `${momentText(from, head.utcOffset)} → ${momentText(until, head.utcOffset)}`).join(say("list.comma")) })}</p>}
      {lines.length > 0 && (
        <details className="whistle-figures">
          <summary>{say("joint.figures")} <ReportMark report="JOINT_FIGURES" /></summary>
          <table>
            <thead><tr><th>{say("joint.line")}</th><th>{say("joint.askedCount")}</th><th>{say("joint.acceptedCount")}</th><th>{say("joint.acceptRate")}</th><th>{say("joint.median")}</th><th>{say("joint.closedCount")}</th><th>{say("joint.unappraisedCount")}</th><th>{say("joint.score")}</th></tr></thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.orgId}>
                  <th>{name(line.orgId)}</th>
                  <td className="num">{line.asked} / {line.received}</td>
                  <td className="num">{line.accepted + line.partial} / {line.declined} / {line.silent}</td>
                  <td className="num">{acceptRate(line)}</td>
                  <td className="num">{line.medianAnswerS === null ? "—" : Math.ceil(line.medianAnswerS / MINUTE_S)}</td>
                  <td className="num">{line.closed}</td>
                  <td className="num">{line.unappraised}</td>
                  <td className="num">{line.meanScore ?? "—"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      {specialists.length > 0 && <Specialists states={specialists} />}
    </>
  );
}

function Specialists({ states }: { readonly states: Figures["specialists"] }) {
  const say = useSay();
  const lang = useLang();
  const name = usePartyName();
  const { city } = useCity();
  return (
    <details className="whistle-figures">
      <summary>{say("joint.specialists")}</summary>
      {states.map(({ capability, able, lapsed, ending }) => {
        const row = city.capabilities.find(({ code }) => code === capability);
        const rule = city.joint.specialists.find((each) => each.capability === capability);
        return (
          <div key={capability} className="said">
            <p><strong>{row === undefined ? capability : nameIn(lang, row)}</strong> {rule?.certificate} · {say("joint.crewMin", { count: rule?.crewMin ?? 0 })}{rule?.call === undefined ? "" : ` · ${say("joint.call")} ${name(rule.call)}`}</p>
            <p className="dim">{lang === "zh" ? rule?.procedureZh : rule?.procedureEn}</p>
            <p>{say("joint.able", { units: able.length === 0 ? "—" : able.join(say("list.comma")) })} {lapsed.length > 0 && <span className="tag tag-red">{say("joint.lapsed", { units: lapsed.join(say("list.comma")) })}</span>} {ending.map(({ unit, until }) => <span key={`${unit}${until}`} className="tag tag-amber">{say("joint.endsSoon", { unit, until })}</span>)}</p>
          </div>
        );
      })}
    </details>
  );
}
