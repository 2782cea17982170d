import type { CapAlert, CapFault } from "@tocsin/cap/alert.ts";
import { messageId, toAdvisory } from "@tocsin/cap/to-advisory.ts";
import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { FieldError } from "../../desk/field-errors.ts";

/** What is to be done with an alert: a command, or nothing and why. */
export type CapStep =
  | { readonly name: "command.raiseAdvisory"; readonly payload: CommandPayload["command.raiseAdvisory"]; readonly outcome: "RAISED" | "UPDATED" }
  | { readonly name: "command.endAdvisory"; readonly payload: CommandPayload["command.endAdvisory"]; readonly outcome: "ENDED" }
  | { readonly name: null; readonly why: "NOT_ACTUAL" | "NOT_AN_ALERT" | "NOTHING_TO_CANCEL" | "NO_INFO" };

/** The advisory that an alert goes on with: one of the same sender that has taken this message or one that it refers to. */
function chainOf(alert: CapAlert, open: readonly Advisory[]): Advisory | null {
  const told = new Set([alert, ...alert.references].map(({ sender, identifier }) => JSON.stringify([sender, identifier])));
  return open.find(({ sender, messages }) => messages.some((identifier) => told.has(JSON.stringify([sender, identifier])))) ?? null;
}

/** `open`: advisories that stand. Tests, drafts and receipts of other systems are nothing to act on; an exercise becomes a drill. */
export function stepFor(alert: CapAlert, open: readonly Advisory[]): CapStep {
  if (alert.status !== "Actual" && alert.status !== "Exercise") return { name: null, why: "NOT_ACTUAL" };
  if (alert.messageType === "Ack" || alert.messageType === "Error") return { name: null, why: "NOT_AN_ALERT" };
  const chain = chainOf(alert, open);
  if (alert.messageType === "Cancel") {
    if (chain === null) return { name: null, why: "NOTHING_TO_CANCEL" };
    return { name: "command.endAdvisory", payload: { advisoryId: chain.id, cancelled: true }, outcome: "ENDED" };
  }
  const payload = toAdvisory(alert, chain?.id ?? messageId(alert));
  return payload === null ? { name: null, why: "NO_INFO" } : { name: "command.raiseAdvisory", payload, outcome: chain === null ? "RAISED" : "UPDATED" };
}

const WORDS: Readonly<Record<CapFault["code"], readonly [zh: string, en: string]>> = {
  ENCODING: ["编码须为 UTF-8 或 GB 18030", "must be UTF-8 or GB 18030"],
  TOO_LARGE: ["报文过大", "too large"],
  SYNTAX: ["不是格式良好的 XML", "is not well-formed XML"],
  DOCTYPE: ["不接收带文档类型声明的报文", "must have no document type declaration"],
  NAMESPACE: ["须为 CAP 1.2 的 alert 元素", "must be an alert of CAP 1.2"],
  MISSING: ["缺少该元素", "is missing"],
  UNKNOWN: ["不应出现在此处", "does not belong here"],
  ORDER: ["元素次序不符", "stands in the wrong order"],
  TOO_MANY: ["出现次数过多", "stands here too often"],
  VALUE: ["取值不符", "has a value that is not allowed"],
  COORDINATES_SWAPPED: ["经纬度可能颠倒（应为纬度在前）", "looks like longitude before latitude (latitude comes first)"],
};

/** Faults of an alert as every other answer names them. */
export const fieldErrors = (faults: readonly CapFault[]): FieldError[] =>
  faults.slice(0, 100).map(({ path, code, detail }) => {
    const [zh, en] = WORDS[code];
    return { path: path === "" ? "$" : path, zh: `${zh}（${detail.slice(0, 120)}）`, en: `${en} (${detail.slice(0, 120)})` };
  });
