import type { CityView } from "@tocsin/contract/views.ts";

/** The fact that says when a partner will be there, one for each agency (SCN-05); the city has one word for them all, under `eta`. */
export const etaKey = (agency: string): string => `eta${agency.replaceAll(/[^A-Za-z0-9]/g, "")}`;

/** What a fact is called: its question in `facts.csv`, of a partner's arrival with the partner's name; its key where the city has no word for it. */
export function factLabel(key: string, { factKeys, departments }: Pick<CityView, "factKeys" | "departments">, lang: "zh" | "en"): string {
  const partner = departments.find(({ code }) => etaKey(code) === key);
  const row = factKeys.find((each) => each.key === (partner === undefined ? key : "eta"));
  if (row === undefined) return key;
  const question = lang === "zh" ? row.questionZh : row.questionEn;
  return partner === undefined ? question : `${lang === "zh" ? partner.nameZh : `${partner.nameEn}: `}${question}`;
}
