import { useEffect, useState } from "react";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { deviceTimeOf } from "../incident/device-time.ts";
import { useTimeText } from "../incident/use-time-text.ts";
import { useLang, useSay } from "../language/words.ts";
import { client, useCity } from "../live/session.ts";
import { eventDetail, eventWord } from "./timeline-text.ts";

type Entries = Awaited<ReturnType<typeof client.timeline>>["entries"];

/** The history as the log has it, newest first; asked anew whenever the record changes. */
export function TimelineTab({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const timeText = useTimeText();
  const [entries, setEntries] = useState<Entries | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let current = true;
    client.timeline(incident.id).then(
      (timeline) => {
        if (!current) return;
        setEntries(timeline.entries);
        setFailed(false);
      },
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [incident]);
  if (failed) return <p className="hint tag-amber" role="alert">{say("timeline.failed")}</p>;
  if (entries === null) return <p className="hint dim">{say("rec.loading")}</p>;
  const nameOf = (userId: string): string => entries.findLast(({ by }) => by === userId)?.byName || userId;
  return (
    <ol className="timeline">
      {[...entries].reverse().map((entry) => (
        <li key={entry.version}>
          <span className="num dim">{timeText(entry.at)}</span>
          <span className="timeline-what"><strong>{eventWord(say, entry.type)}</strong> {eventDetail(entry.type, entry.data, { say, lang, city, incident, nameOf })}<ByDevice entry={entry} /></span>
          <span className="dim timeline-who">{entry.byName || entry.by}</span>
        </li>
      ))}
    </ol>
  );
}

/** The device's own time of what it sent late, or with a wrong clock. */
function ByDevice({ entry }: { readonly entry: Entries[number] }) {
  const say = useSay();
  const timeText = useTimeText();
  const said = deviceTimeOf(entry);
  return said === null ? null : <> <span className={said.isSkewed ? "tag tag-amber" : "tag"}>{say(said.isSkewed ? "timeline.skewed" : "timeline.device", { time: timeText(said.at, true) })}</span></>;
}
