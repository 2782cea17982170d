import { useEffect, useRef, useState } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { ADVISORY_KINDS, ADVISORY_LEVELS, type AdvisoryKind, type AdvisoryLevel } from "@tocsin/contract/command/advisory.ts";
import { HOUR } from "@tocsin/kernel/instant.ts";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { serverNow } from "../live/server-clock.ts";
import { useDrawingDraft } from "../drawings/drawing-draft.ts";
import { AreaFields, areaOf } from "./area-fields.tsx";

const HOURS = [1, 3, 6, 12, 24] as const;

/** What a partner says by telephone becomes an advisory, of the whole city or of an area that is drawn on the map; ↵ brings it in, Esc leaves. */
export function RaiseForm({ onLeave }: { readonly onLeave: () => void }) {
  const say = useSay();
  const [kind, setKind] = useState<AdvisoryKind>("WEATHER");
  const [level, setLevel] = useState<AdvisoryLevel>("YELLOW");
  const [headline, setHeadline] = useState("");
  const [hours, setHours] = useState<number>(6);
  const [desc, setDesc] = useState("");
  const draft = useDrawingDraft();
  const area = areaOf(draft, desc.trim());
  const ready = headline.trim() !== "" && area !== null;
  const [advisoryId] = useState(newUlid);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const raise = async (): Promise<void> => {
    if (area === null) return;
    const payload = { advisoryId, kind, level, headline: headline.trim(), area, expires: serverNow() + hours * HOUR };
    if ((await act("command.raiseAdvisory", payload, { done: say("advisory.raised", { headline: headline.trim() }), key: advisoryId })).ok) onLeave();
  };
  return (
    <form
      className="advisory-raise" aria-label={say("advisory.raise")}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void raise();
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") onLeave();
      }}
    >
      <label className="advisory-said"><span>{say("advisory.headline")}</span><input ref={first} className="field" value={headline} maxLength={200} onChange={(event) => setHeadline(event.target.value)} /></label>
      <label><span>{say("advisory.level")}</span><select className="field" value={level} onChange={(event) => setLevel(event.target.value as AdvisoryLevel)}>{ADVISORY_LEVELS.map((each) => <option key={each} value={each}>{say(`advisoryLevel.${each}`)}</option>)}</select></label>
      <label><span>{say("advisory.kind")}</span><select className="field" value={kind} onChange={(event) => setKind(event.target.value as AdvisoryKind)}>{ADVISORY_KINDS.map((each) => <option key={each} value={each}>{say(`advisoryKind.${each}`)}</option>)}</select></label>
      <label><span>{say("advisory.for")}</span><select className="field" value={hours} onChange={(event) => setHours(Number(event.target.value))}>{HOURS.map((each) => <option key={each} value={each}>{say("advisory.hours", { hours: each })}</option>)}</select></label>
      <AreaFields onNamed={(name) => setDesc((before) => (before === "" ? name : before))} />
      <label className="advisory-said"><span>{say("advisory.desc")}</span><input className="field" value={desc} maxLength={400} onChange={(event) => setDesc(event.target.value)} /></label>
      <button type="submit" className="main" disabled={!ready}>{say("advisory.raise")} <kbd>↵</kbd></button>
      <button type="button" className="plain" onClick={onLeave}>{say("prompt.leave")} <kbd>Esc</kbd></button>
    </form>
  );
}
