import { useEffect, useState } from "react";
import type { SharingReport } from "@tocsin/contract/linkage/sharing.ts";
import { DAY, startOfDay } from "@tocsin/kernel/instant.ts";
import { orgName } from "../city/city-index.ts";
import { useCityDay } from "../guidance/use-city-day.ts";
import { useLang, useSay } from "../language/words.ts";
import { client, useCity } from "../live/session.ts";

/** Whoever renews an agreement hears of its end this long before. */
const SOON_DAYS = 14;

/** Data-sharing agreements for their administrator: who reads what for what, how often in the last month, and which are to be removed (LNK-07). */
export function SharingList() {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const today = useCityDay();
  const daysLeft = (until: string): number => Math.round((startOfDay(until, 0) - startOfDay(today, 0)) / DAY);
  const endsSoon = (until: string): boolean => daysLeft(until) >= 0 && daysLeft(until) <= SOON_DAYS;
  const [report, setReport] = useState<SharingReport | null>(null);
  useEffect(() => {
    client.sharing().then(setReport, () => setReport(null));
  }, []);
  if (report === null || report.agreements.length === 0) return null;
  return (
    <div className="block">
      <h2>{say("sharing.name")} <span className="num dim">{report.month}</span></h2>
      <table className="board-table">
        <thead><tr><th>{say("sharing.agreement")}</th><th>{say("sharing.what")}</th><th>{say("sharing.calls")}</th></tr></thead>
        <tbody>
          {report.agreements.map(({ id, client: who, dataset, purpose, purposeZh, purposeEn, fields, legalBasis, from, until, area, wider, calls, remove }) => (
            <tr key={id}>
              <td><span className="num">{id}</span><br /><span className="num dim">{who}</span></td>
              <td>{legalBasis} · {(lang === "zh" ? purposeZh : purposeEn) ?? purpose}<br /><span className="dim" title={purpose}>{say(`sharing.dataset.${dataset}`)} <span className="num">{fields.join(" ")} · {from} → {until}</span></span><br />{say("sharing.area")} {orgName(city, area, lang)} {wider && <span className="tag tag-amber">{say("sharing.wider")}</span>}</td>
              <td><span className="num">{calls}</span> {remove !== null && <span className="tag tag-amber">{say(remove === "OVER" ? "sharing.over" : "sharing.unused")}</span>} {remove !== "OVER" && endsSoon(until) && <span className="tag tag-amber">{say("sharing.ends", { days: daysLeft(until) })}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
