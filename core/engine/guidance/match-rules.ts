import { type Incident, isTold } from "@tocsin/contract/intake/incident.ts";
import type { EarlierIncident, MatchKey, MatchRuleId, RuleMatch } from "@tocsin/contract/guidance/match.ts";
import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import type { PlanHead } from "@tocsin/contract/command/plan-version.ts";
import type { HazardRow, IncidentTypeRow, OrgUnit } from "@tocsin/contract/organisation/city.ts";
import type { RoadClosure } from "@tocsin/contract/roads/closure.ts";
import { MATCH_KEYS } from "@tocsin/contract/guidance/match.ts";
import { hashOf } from "@tocsin/kernel/canonical.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";

/** Whose incidents they are that the asker may not read: where to ask, and nothing else. */
export type DeskElsewhere = Pick<OrgUnit, "id" | "nameZh" | "nameEn">;

/** All that a comparison may look at. There is no list of persons among it, and no rule can ask for one. */
export interface MatchInput {
  readonly incident: Incident;
  readonly types: readonly IncidentTypeRow[];
  /** Published plans. */
  readonly plans: readonly PlanHead[];
  /** Hazards of the incident's premise. */
  readonly hazards: readonly HazardRow[];
  /** Earlier incidents at the same premise within twelve months, without this one and those that are alike. */
  readonly earlier: readonly EarlierIncident[];
  /** Open incidents that may be the same event, the likeliest first. */
  readonly alike: readonly (EarlierIncident & { readonly metres: number | null })[];
  /** Desks beyond the asker's border that have such incidents, open ones and earlier ones, each once (X-05). */
  readonly elsewhere: { readonly open: readonly DeskElsewhere[]; readonly earlier: readonly DeskElsewhere[] };
  /** Advisories that hold at the place now. */
  readonly advisories: readonly Pick<Advisory, "id" | "headline" | "level" | "sender" | "confirmedBy">[];
  /** Roads near the place that are closed or slow now, the nearest first. */
  readonly closures: readonly (Pick<RoadClosure, "id" | "effect" | "roads" | "until"> & { readonly metres: number })[];
  /** Today in the city, `2026-03-02`. */
  readonly today: string;
  /** A moment as the city's day. */
  readonly dayOf: (at: number) => string;
  /** Questions of the type that nobody has answered yet, in both languages. */
  readonly unanswered: readonly { readonly key: string; readonly zh: string; readonly en: string }[];
}

export interface MatchRule {
  readonly id: MatchRuleId;
  readonly key: MatchKey;
  readonly find: (input: MatchInput) => readonly Omit<RuleMatch, "ruleId" | "key" | "answer">[];
}

/** So many earlier incidents are named. */
const MOST = 5;

/** All that was said of the incident so far, as one text. */
const saidOf = ({ text, reports, facts, feedback, notes }: Incident): string =>
  [text, ...reports.map((report) => report.text), ...facts.filter((fact) => !isTold(fact)).map(({ value }) => String(value)), ...feedback.map((one) => one.text), ...notes.map((note) => note.text)].join("\n").toLowerCase();

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

const COLOURS: Readonly<Record<Advisory["level"], readonly [string, string]>> = { RED: ["红色", "Red"], ORANGE: ["橙色", "Orange"], YELLOW: ["黄色", "Yellow"], BLUE: ["蓝色", "Blue"] };
const nameOf = ({ types }: MatchInput, code: string | null): readonly [string, string] => {
  const type = types.find((each) => each.code === code);
  return [type?.nameZh ?? "未定类别", type?.nameEn ?? "no type"];
};

/** That there is one, and whom to ask: no number, type or time of what lies beyond the border. */
const askThere = ({ id, nameZh, nameEn }: DeskElsewhere, zh: string, en: string): ReturnType<MatchRule["find"]>[number] =>
  ({ subject: id, zh: `${nameZh}辖区${zh}，请向其值班席核实`, en: `${nameEn} ${en}: ask its desk`, reasonZh: "不在您的辖区，只提示去向", reasonEn: "beyond your area: only whom to ask is told" });

const RULES: readonly MatchRule[] = [
  {
    id: "TYPE_BY_WORDS", key: "INCIDENT",
    find: (input) => otherType(input).map(({ type, word }) => ({ subject: type.code, zh: `可能属于“${type.nameZh}”`, en: `May be “${type.nameEn}”`, reasonZh: `现场或报警提到“${word}”`, reasonEn: `“${word}” was said`, typeCode: type.code })),
  },
  {
    id: "OPEN_DUPLICATE", key: "INCIDENT",
    find: (input) => [...input.alike.slice(0, MOST).map(({ id, no, typeCode, metres }) => {
      const [zh, en] = nameOf(input, typeCode);
      const [apartZh, apartEn] = metres === null ? ["地点不明", "place unknown"] : [`相距 ${Math.round(metres)} 米`, `${Math.round(metres)} m apart`];
      return { subject: id, zh: `可能与 ${no}（${zh}）是同一起`, en: `May be the same event as ${no} (${en})`, reasonZh: `在办警情，${apartZh}，时间、类别或内容相近`, reasonEn: `an open incident, ${apartEn}, alike in time, type or words` };
    }), ...input.elsewhere.open.map((desk) => askThere(desk, "有一起在办警情可能是同一起", "has an open incident that may be the same event"))],
  },
  {
    id: "SAME_PREMISE_12M", key: "PLACE",
    find: (input) => [
      ...input.earlier.slice(0, MOST).map(({ id, no, typeCode, receivedAt }) => {
        const [[zh, en], day] = [nameOf(input, typeCode), input.dayOf(receivedAt)];
        return { subject: id, zh: `${day} ${zh}（${no}）`, en: `${day} ${en} (${no})`, reasonZh: "同一场所十二个月内的警情", reasonEn: "an incident at this premise within twelve months" };
      }),
      ...input.elsewhere.earlier.map((desk) => askThere(desk, "十二个月内在这一场所有过警情", "has had incidents at this premise within twelve months")),
    ],
  },
  {
    id: "PREMISE_HAZARD", key: "ASSET",
    find: ({ hazards, today }) => hazards.map(({ hazardZh, hazardEn, source, verifiedAt, reviewBy }) => ({ subject: hashOf(hazardZh).slice(0, 16), zh: hazardZh, en: hazardEn, reasonZh: `场所登记的隐患，${source}，${verifiedAt} 核实`, reasonEn: `a hazard on record, ${source}, verified ${verifiedAt}`, unverified: reviewBy < today })),
  },
  {
    id: "ADVISORY_HERE", key: "PLACE",
    find: ({ advisories }) => advisories.slice(0, MOST).map(({ id, headline, level, sender, confirmedBy }) => ({ subject: id, zh: `${COLOURS[level][0]}预警：${headline}`, en: `${COLOURS[level][1]} advisory: ${headline}`, reasonZh: `覆盖本警情地点${sender === null ? "" : `，${sender}`}`, reasonEn: `covers this place${sender === null ? "" : `, ${sender}`}`, unverified: confirmedBy === null })),
  },
  {
    id: "ROAD_NEAR", key: "PLACE",
    find: ({ closures }) => closures.slice(0, MOST).map(({ id, effect, roads, metres }) => {
      const names = [...new Set(roads.map(({ name }) => name).filter((name) => name !== ""))];
      return { subject: id, zh: `${names.join("、") || "附近道路"}${effect === "CLOSED" ? "封闭" : "缓行"}`, en: `${names.join(", ") || "A road nearby"} ${effect === "CLOSED" ? "is closed" : "is slow"}`, reasonZh: `距现场 ${Math.round(metres)} 米`, reasonEn: `${Math.round(metres)} m from the scene` };
    }),
  },
  {
    id: "PLAN_OF_TYPE", key: "PLAN",
    find: (input) => {
      const codes = [...(input.incident.typeCode === null ? [] : [input.incident.typeCode]), ...otherType(input).map(({ type }) => type.code)];
      return input.plans.filter(({ what, status, types }) => what === "PLAN" && status === "PUBLISHED" && types.some((code) => codes.includes(code)))
        .map(({ id, code: planCode, nameZh, nameEn, types }) => ({ subject: planCode, zh: nameZh, en: nameEn, reasonZh: `适用于 ${types.filter((code) => codes.includes(code)).join("、")}`, reasonEn: `fits ${types.filter((code) => codes.includes(code)).join(", ")}`, planVersionId: id }));
    },
  },
  {
    id: "FACT_MISSING", key: "INCIDENT",
    find: ({ unanswered }) => unanswered.map(({ key, zh, en }) => ({ subject: key, zh, en, reasonZh: "该类警情须问清，尚无答案", reasonEn: "this type asks for it and nobody has answered" })),
  },
];

declare const compiled: unique symbol;
/** Rules that compare by nothing but incident, place, plan and asset: only these can be run. */
export type CompiledRules = readonly MatchRule[] & { readonly [compiled]: true };

/** The compiler of rules: refuses every one whose key is none of those allowed, a natural person above all (SCN-04, X-10). */
export function compileRules(rules: readonly { readonly id: string; readonly key: string }[]): Result<CompiledRules, readonly { readonly code: "KEY_NOT_ALLOWED"; readonly ruleId: string; readonly key: string }[]> {
  const faults = rules.filter(({ key }) => !(MATCH_KEYS as readonly string[]).includes(key));
  return faults.length > 0 ? fail(faults.map(({ id, key }) => ({ code: "KEY_NOT_ALLOWED", ruleId: id, key }))) : ok(rules as unknown as CompiledRules);
}

const made = compileRules(RULES);
if (!made.ok) throw new Error(`rules that may not be: ${made.error.map(({ ruleId, key }) => `${ruleId} by ${key}`).join(", ")}`);
export const MATCH_RULES: CompiledRules = made.value;

/** Everything that the rules find, in their order, with what was said of it; each says which rule found it, by what, and why (SCN-04). A suggestion: nothing changes by it. */
export const matchIncident = (input: MatchInput, rules: CompiledRules = MATCH_RULES): RuleMatch[] =>
  rules.flatMap(({ id, key, find }) => find(input).map((match): RuleMatch => {
    const answer = input.incident.matches?.find(({ ruleId, subject }) => ruleId === id && subject === match.subject);
    return { ruleId: id, key, ...match, ...(answer === undefined ? {} : { answer }) };
  }));
