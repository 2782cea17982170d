import { useLang } from "../language/words.ts";
import { useCity } from "../live/session.ts";
import type { Draft } from "./draft.ts";
import { sendToDraft } from "./draft-store.ts";
import { FactField } from "./fact-field.tsx";

/** The questions of the chosen type; Tab walks through them, ↵ in the line above skips them all. */
export function FactGrid({ draft }: { readonly draft: Draft }) {
  const lang = useLang();
  const city = useCity();
  const keys = draft.typeCode ? (city.typeByCode.get(draft.typeCode)?.facts ?? []) : [];
  if (keys.length === 0) return null;
  return (
    <div className="fact-grid">
      {keys.map((key) => {
        const row = city.city.factKeys.find((each) => each.key === key);
        const label = row ? (lang === "zh" ? row.questionZh : row.questionEn) : key;
        return (
          <label key={key}>
            <span>{label}</span>
            <FactField row={row} value={draft.facts[key] ?? ""} label={label} onChange={(value) => sendToDraft({ type: "fact", key, value })} />
          </label>
        );
      })}
    </div>
  );
}
