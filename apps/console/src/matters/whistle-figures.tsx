import { useEffect, useState } from "react";
import type { WhistleRate } from "@tocsin/contract/linkage/views.ts";
import { useSay } from "../language/words.ts";
import { client } from "../live/session.ts";
import { ReportMark } from "../mechanisms/mechanism-mark.tsx";
import { usePartyName } from "./party-name.ts";

const MONTH_MS = 30 * 86_400_000;
const BAND_SIGNS = { LOW: "▼", USUAL: "", HIGH: "▲" } as const;

/** Whistles of the last thirty days by station, with those that blow far more or far less than the others (LNK-04). */
export function WhistleFigures({ day }: { readonly day: number }) {
  const say = useSay();
  const name = usePartyName();
  const [rates, setRates] = useState<readonly WhistleRate[]>([]);
  useEffect(() => {
    const asking = new AbortController();
    // A desk without the right, or a moment without a network, has no figures; the matters themselves stand.
    client.matterWhistles({ from: day - MONTH_MS, to: day }, { signal: asking.signal }).then((view) => setRates(view.rates), () => undefined);
    return () => asking.abort();
  }, [day]);
  if (!rates.some(({ count }) => count > 0)) return null;
  const pct = (value: number | null): string => (value === null ? "—" : `${value}%`);
  return (
    <details className="whistle-figures">
      <summary>{say("whistle.figures")} <ReportMark report="WHISTLE_RATES" /></summary>
      <table>
        <thead><tr><th>{say("whistle.station")}</th><th>{say("whistle.count")}</th><th>{say("whistle.inTime")}</th><th>{say("whistle.unneeded")}</th><th>{say("whistle.score")}</th></tr></thead>
        <tbody>
          {rates.map((rate) => (
            <tr key={rate.station}>
              <th>{name(rate.station)}</th>
              <td><span className="num">{rate.count}</span> {rate.band !== "USUAL" && <span className="tag tag-amber">{BAND_SIGNS[rate.band]} {say(`whistle.band.${rate.band}`)}</span>}</td>
              <td className="num">{pct(rate.acknowledgedPct)} / {pct(rate.reportedInPct)}</td>
              <td className="num">{rate.unnecessary}</td>
              <td className="num">{rate.score ?? "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
