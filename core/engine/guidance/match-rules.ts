import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { EarlierIncident, MatchKey, RuleMatch } from "@tocsin/contract/guidance/match.ts";
import type { PlanHead } from "@tocsin/contract/command/plan-version.ts";
import type { HazardRow, IncidentTypeRow } from "@tocsin/contract/organisation/city.ts";
import { MATCH_KEYS } from "@tocsin/contract/guidance/match.ts";

/** All that a comparison may look at. There is no list of persons among it, and no rule can ask for one. */
export interface MatchInput {
  readonly incident: Incident;
  readonly types: readonly IncidentTypeRow[];
  /** Published plans. */
  readonly plans: readonly PlanHead[];
  /** Hazards of the incident's premise. */
  readonly hazards: readonly HazardRow[];
  /** Earlier incidents at the same premise within twelve months. */
  readonly earlier: readonly EarlierIncident[];
  /** Today in the city, `2026-03-02`. */
  readonly today: string;
  /** A moment as the city's day. */
  readonly dayOf: (at: number) => string;
  /** Questions of the type that nobody has answered yet, in both languages. */
  readonly unanswered: readonly { readonly zh: string; readonly en: string }[];
}

interface Rule {
  readonly id: string;
  readonly key: MatchKey;
  readonly find: (input: MatchInput) => readonly Omit<RuleMatch, "ruleId" | "key">[];
}

/** So many earlier incidents are named. */
const MOST = 5;

/** All that was said of the incident so far, as one text. */
const saidOf = ({ text, reports, facts, feedback, notes }: Incident): string =>
  [text, ...reports.map((report) => report.text), ...facts.map(({ value }) => String(value)), ...feedback.map((one) => one.text), ...notes.map((note) => note.text)].join("\n").toLowerCase();

/** Words by which a type is known, its name first; one character says too little. */
const wordsOf = ({ nameZh, aliases }: IncidentTypeRow): readonly string[] => [nameZh, ...aliases].map((word) => word.toLowerCase()).filter((word) => word.length > 1);

/** A type whose words were said although the incident stands under another one. */
function otherType({ incident, types }: MatchInput): readonly { readonly type: IncidentTypeRow; readonly word: string }[] {
  const said = saidOf(incident);
  return types.flatMap((type) => {
    const word = type.code === incident.typeCode ? undefined : wordsOf(type).find((each) => said.includes(each));
    return word === undefined ? [] : [{ type, word }];
  }).slice(0, MOST);
}

export const MATCH_RULES: readonly Rule[] = [
  {
    id: "TYPE_BY_WORDS", key: "INCIDENT",
    find: (input) => otherType(input).map(({ type, word }) => ({ zh: `可能属于“${type.nameZh}”`, en: `May be “${type.nameEn}”`, reasonZh: `现场或报警提到“${word}”`, reasonEn: `“${word}” was said`, typeCode: type.code })),
  },
  {
    id: "SAME_PREMISE_12M", key: "PLACE",
    find: ({ earlier, incident, types, dayOf }) =>
      earlier.filter(({ id }) => id !== incident.id).slice(0, MOST).map(({ no, typeCode, receivedAt }) => {
        const type = types.find(({ code }) => code === typeCode);
        return { zh: `${dayOf(receivedAt)} ${type?.nameZh ?? "未定类别"}（${no}）`, en: `${dayOf(receivedAt)} ${type?.nameEn ?? "no type"} (${no})`, reasonZh: "同一场所十二个月内的警情", reasonEn: "an incident at this premise within twelve months" };
      }),
  },
  {
    id: "PREMISE_HAZARD", key: "ASSET",
    find: ({ hazards, today }) => hazards.map(({ hazardZh, hazardEn, source, verifiedAt, reviewBy }) => ({ zh: hazardZh, en: hazardEn, reasonZh: `场所登记的隐患，${source}，${verifiedAt} 核实`, reasonEn: `a hazard on record, ${source}, verified ${verifiedAt}`, unverified: reviewBy < today })),
  },
  {
    id: "PLAN_OF_TYPE", key: "PLAN",
    find: (input) => {
      const codes = [...(input.incident.typeCode === null ? [] : [input.incident.typeCode]), ...otherType(input).map(({ type }) => type.code)];
      return input.plans.filter(({ what, status, types }) => what === "PLAN" && status === "PUBLISHED" && types.some((code) => codes.includes(code)))
        .map(({ id, nameZh, nameEn, types }) => ({ zh: nameZh, en: nameEn, reasonZh: `适用于 ${types.filter((code) => codes.includes(code)).join("、")}`, reasonEn: `fits ${types.filter((code) => codes.includes(code)).join(", ")}`, planVersionId: id }));
    },
  },
  {
    id: "FACT_MISSING", key: "INCIDENT",
    find: ({ unanswered }) => unanswered.map(({ zh, en }) => ({ zh, en, reasonZh: "该类警情须问清，尚无答案", reasonEn: "this type asks for it and nobody has answered" })),
  },
];

/** What is wrong with a rule, or null: it compares by something that is not allowed. */
export const ruleFault = ({ key }: { readonly key: string }): "KEY_NOT_ALLOWED" | null => ((MATCH_KEYS as readonly string[]).includes(key) ? null : "KEY_NOT_ALLOWED");

/** Everything that the rules find, in their order; each says which rule found it, by what, and why (SCN-04). A suggestion: nothing changes by it. */
export const matchIncident = (input: MatchInput, rules: readonly Rule[] = MATCH_RULES): RuleMatch[] =>
  rules.filter((rule) => ruleFault(rule) === null).flatMap(({ id, key, find }) => find(input).map((match) => ({ ruleId: id, key, ...match })));
