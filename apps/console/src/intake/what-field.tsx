import { useEffect, useMemo } from "react";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { useCity } from "../live/session.ts";
import { PriorityMark } from "../incident/priority-mark.tsx";
import type { Draft } from "./draft.ts";
import { sendToDraft } from "./draft-store.ts";
import { IntakeLine } from "./intake-field.tsx";
import { TypeOptions } from "./type-options.tsx";
import { searchTypes } from "./type-search.ts";

/** What: by number, pinyin initials or Chinese. */
export function WhatField({ draft }: { readonly draft: Draft }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const { types } = city.city;
  const found = useMemo(() => searchTypes(types, draft.typed), [types, draft.typed]);
  useEffect(() => sendToDraft({ type: "types", types: found }), [found]);
  const chosen = draft.typeCode ? city.typeByCode.get(draft.typeCode) : undefined;
  return (
    <>
      <IntakeLine draft={draft} field="what" label={say("intake.what")} hint={say("intake.whatHint")} value={draft.typed} done={chosen !== undefined} />
      {draft.field === "what" && !chosen && <TypeOptions types={found} current={draft.typeIndex} onTake={(index) => sendToDraft({ type: "chooseType", index })} />}
      {chosen && <p className="chosen chosen-type">→ <PriorityMark priority={chosen.priority} /> {nameIn(lang, chosen)} <span className="dim">{chosen.code}</span></p>}
    </>
  );
}
