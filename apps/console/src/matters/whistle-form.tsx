import { useState, type FormEvent } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { WHISTLE_KINDS } from "@tocsin/contract/linkage/whistle.ts";
import { endAction } from "../detail/detail-action.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useCity } from "../live/session.ts";
import { ItemSelect } from "./matter-form.tsx";
import { openMatter } from "./own-matters.ts";
import "./matters.css";

/** A station calls departments to an incident (LNK-04): on an item of the list; the chief approves it on the matters board. */
export function WhistleForm({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const lang = useLang();
  const { city } = useCity();
  // One form is one whistle, however often it is sent.
  const [ids] = useState(() => ({ matterId: newUlid(), key: newUlid() }));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    void act("linkage.draftWhistle", {
      matterId: ids.matterId, incidentId: incident.id, kind: WHISTLE_KINDS.find((kind) => kind === typed.get("kind")) ?? "EMERGENCY", item: String(typed.get("item")),
      departments: typed.getAll("departments").map(String), text: String(typed.get("text")).trim(), ...(incident.place === null ? {} : { place: incident.place }),
    }, { key: ids.key, done: say("whistle.drafted") }).then((outcome) => {
      if (!outcome.ok) return;
      endAction();
      openMatter(ids.matterId);
    });
  };
  return (
    <form className="stack hand-over" onSubmit={submit}>
      <label><span>{say("whistle.kind")}</span><select className="field" name="kind" autoFocus>{WHISTLE_KINDS.map((kind) => <option key={kind} value={kind}>{say(`whistle.kind.${kind}`)}</option>)}</select></label>
      <label><span>{say("matter.item")}</span><ItemSelect name="item" optional={false} initial="" /></label>
      <label><span>{say("whistle.departments")}</span><select className="field whistle-departments" name="departments" multiple required size={5}>{city.departments.map((row) => <option key={row.code} value={row.code}>{nameIn(lang, row)}</option>)}</select></label>
      <label><span>{say("matter.field.text")}</span><textarea className="field" name="text" rows={2} required maxLength={2_000} defaultValue={incident.text} /></label>
      <button type="submit" className="main">{say("whistle.draft")} <kbd>↵</kbd></button>
    </form>
  );
}
