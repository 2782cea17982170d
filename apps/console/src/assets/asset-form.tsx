import { useEffect, useRef, useState, type FormEvent } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { type Asset, holderOf } from "@tocsin/contract/governance/asset.ts";
import { sendFromSelect } from "../keyboard/send-from-select.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useCity } from "../live/session.ts";
import type { AssetAct } from "./asset-acts.ts";

/** Sends an act with the words it needs. */
export async function doAsset({ id, name, fields }: AssetAct, asset: Asset, typed: FormData | null, done: string, key?: string): Promise<boolean> {
  const payload: Record<string, unknown> = { assetId: asset.id };
  for (const field of fields) payload[field] = String(typed?.get(field) ?? "").trim();
  if (id === "accept" || id === "decline") payload["offerNo"] = asset.offer?.no ?? 0;
  return (await act(name, payload as never as CommandPayload[typeof name], { done, ...(key === undefined ? {} : { key }) })).ok;
}

/** Who can sign: organisations with a desk, and departments; the likely one first. */
function PartyOptions({ first, without }: { readonly first: string | null; readonly without: string | null }) {
  const lang = useLang();
  const { city } = useCity();
  const orgs = city.orgs.filter(({ level }) => level === "CITY" || level === "DISTRICT" || level === "STATION").map((org) => ({ id: org.id, text: nameIn(lang, org) }));
  const parties = [...orgs, ...city.departments.map((row) => ({ id: row.code, text: nameIn(lang, row) }))].filter(({ id }) => id !== without);
  const sorted = [...parties.filter(({ id }) => id === first), ...parties.filter(({ id }) => id !== first)];
  return sorted.map(({ id, text }) => <option key={id} value={id}>{text}</option>);
}

/** The words that an act needs; ↵ does it, Esc leaves. */
export function AssetForm({ asset, chosen, onLeave }: { readonly asset: Asset; readonly chosen: AssetAct; readonly onLeave: () => void }) {
  const say = useSay();
  const [key] = useState(newUlid);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("select, input")?.focus(), [chosen]);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void doAsset(chosen, asset, new FormData(event.currentTarget), say("asset.done", { act: say(`asset.act.${chosen.id}`) }), key).then((ok) => ok && onLeave());
  };
  return (
    <form ref={form} className="stack matter-form" aria-label={say(`asset.act.${chosen.id}`)} onSubmit={submit} onKeyDown={(event) => {
      event.stopPropagation();
      if (event.key === "Escape") onLeave();
      sendFromSelect(event);
    }}>
      {chosen.fields.includes("to") && <label><span>{say("asset.to")}</span><select className="field" name="to"><PartyOptions first={asset.proposed} without={asset.status === "HELD" ? holderOf(asset) : null} /></select></label>}
      <label><span>{say("asset.reason")}</span><input className="field" name="reason" required maxLength={400} /></label>
      <div className="acts"><button type="submit" className="main">{say(`asset.act.${chosen.id}`)} <kbd>↵</kbd></button><button type="button" className="plain" onClick={onLeave}>{say("prompt.leave")} <kbd>Esc</kbd></button></div>
    </form>
  );
}

const KINDS = ["FACILITY", "SECTOR", "PLACE"] as const;

/** Enters a sector, a facility or a place that no file of the city has; ↵ enters, Esc leaves. */
export function RegisterForm({ onLeave, onMade }: { readonly onLeave: () => void; readonly onMade: (id: string) => void }) {
  const say = useSay();
  const [assetId] = useState(newUlid);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("input")?.focus(), []);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const value = (name: string): string => String(typed.get(name) ?? "").trim();
    const payload = { assetId, kind: value("kind") as (typeof KINDS)[number], name: value("name"), ...(value("proposed") === "" ? {} : { proposed: value("proposed") }) };
    if ((await act("safety.register", payload, { key: assetId, done: say("asset.done", { act: say("asset.enter") }) })).ok) onMade(assetId);
  };
  return (
    <form ref={form} className="stack matter-form asset-form" aria-label={say("asset.enter")} onSubmit={(event) => void submit(event)} onKeyDown={(event) => {
      event.stopPropagation();
      if (event.key === "Escape") onLeave();
      sendFromSelect(event);
    }}>
      <label><span>{say("asset.name")}</span><input className="field" name="name" required maxLength={80} /></label>
      <label><span>{say("asset.kind")}</span><select className="field" name="kind">{KINDS.map((kind) => <option key={kind} value={kind}>{say(`asset.kind.${kind}`)}</option>)}</select></label>
      <label><span>{say("asset.likely")}</span><select className="field" name="proposed"><option value="">{say("asset.ownArea")}</option><PartyOptions first={null} without={null} /></select></label>
      <div className="acts"><button type="submit" className="main">{say("asset.enter")} <kbd>↵</kbd></button><button type="button" className="plain" onClick={onLeave}>{say("prompt.leave")} <kbd>Esc</kbd></button></div>
    </form>
  );
}
