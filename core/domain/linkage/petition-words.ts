import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import type { Context } from "../decision.ts";
import { maskedWords } from "./masked-words.ts";

const PETITIONS = "(?:上访|信访|来访|走访|缠访|闹访|越级访|进京访|赴省访)";
/** What somebody did before, or is said to be: how often and where they petitioned, what they were punished for, what they are called. */
const HISTORY = new RegExp([
  `(?:曾|曾经|多次|屡次|反复|长期|累计|历次|历年|常年|不断|第\\s*[0-9一二三四五六七八九十百]+\\s*次)[^,，。;；]{0,10}${PETITIONS}`,
  `${PETITIONS}[^,，。;；]{0,4}(?:史|经历|记录|前科|老户|专业户|人员|重点人|[0-9一二三四五六七八九十百]+\\s*(?:余|多)?次)`,
  "缠访|闹访|越级上访|进京上访|老上访|重复信访|无理信访",
  "前科|案底|刑满释放|劳教|被(?:行政)?拘留|被判刑|精神病|吸毒人员|重点人员|黑名单",
].join("|"), "u");
const ENGLISH = /\b(?:repeat(?:ed)?|habitual|serial|vexatious|known) petition(?:er|ers|s|ing)\b|\bpetition(?:er|ing) history\b|\bcriminal record\b|\bex-convict\b|\bmental patient\b/i;

/** Whether a text tells of the petitioner instead of the petition. A list of words finds what is said openly; no field exists for the rest. */
export const tellsOfPetitioner = (text: string): boolean => HISTORY.test(text) || ENGLISH.test(text) || maskedWords(text) !== text;

const TEXTS = ["text", "reason", "task"] as const;
/** Of a command of a department whose matters carry no history: the refusal that names the field, else null (LNK-08). */
export function historyRefusal({ actor, city }: Pick<Context, "actor" | "city">, payload: object): Refusal | null {
  if (city.city.deadlines.linkage.noHistory?.includes(actor.agency) !== true) return null;
  const field = TEXTS.find((name) => tellsOfPetitioner(String((payload as Readonly<Record<string, unknown>>)[name] ?? "")));
  return field === undefined ? null : refuse("PETITIONER_HISTORY", { field, fields: [`/${field}`] });
}
