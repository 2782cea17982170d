import { reasonText } from "@tocsin/engine/recommend/reason-text.ts";
import { explain as reasonsFor } from "@tocsin/engine/recommend/explain.ts";
import { rerun, type MadeRecommendation, type RerunVerdict } from "@tocsin/engine/recommend/rerun.ts";
import { findMade } from "@tocsin/ledger/made-recommendations.ts";
import { needed, readArguments } from "./arguments.ts";
import { Complaint } from "./complaint.ts";
import { withLedger } from "./with-ledger.ts";

const VERDICTS: Readonly<Record<RerunVerdict, string>> = {
  SAME: "重算一致,逐字节相同 / made again: the same bytes",
  INPUT_CHANGED: "存储的输入与校验和不符 / the stored input is not what the checksum was taken of",
  ANSWER_DIFFERS: "重算结果不同 / made again: another answer",
  POLICY_UNKNOWN: "本版本没有该策略的这一版 / this build has not that version of the policy",
};

/** The whole list, or one unit of it, each with why it stands there. */
function linesOf({ made }: MadeRecommendation, unitId: string | undefined): string[] {
  const lines: string[] = [];
  for (const unit of [...made.ranked, ...made.notEligible]) {
    if (unitId !== undefined && unit.unitId !== unitId) continue;
    const reasons = reasonsFor(made, unit.unitId) ?? unit.reasons;
    lines.push(`${"rank" in unit ? String(unit.rank).padStart(3) : "  –"} ${unit.unitId} ${unit.callSign}`);
    for (const reason of reasons) lines.push(`      ${reasonText(reason, "zh")} / ${reasonText(reason, "en")}`);
  }
  return lines;
}

/** Why this unit and not that one, from what was stored; and whether it comes out again, to the byte (rule 8). */
export async function explainRecommendation(args: readonly string[]): Promise<void> {
  const { options, words } = readArguments(args, { data: "text" });
  const [id, unitId] = words;
  const stored = await withLedger(options.data, ({ db }) => findMade<MadeRecommendation>(db, needed("ID", id)));
  if (stored === null) throw new Complaint(`没有这条推荐 / there is no such recommendation: ${id}`);
  const { made, input } = stored;
  console.log(`警情 incident ${made.incident.id} ${made.incident.typeCode ?? "–"} ${made.incident.priority ?? "–"}  ${new Date(made.at).toISOString()}`);
  console.log(`策略 policy ${made.policy.id} ${JSON.stringify(made.rule)}${made.waived === null ? "" : ` (${made.waived} 停用 waived)`}`);
  console.log(`路网 roads ${made.graphVersion || "–"}  校验和 checksum ${made.checksum}`);
  for (const line of linesOf(stored, unitId)) console.log(line);
  const verdict = rerun(made, input);
  console.log(VERDICTS[verdict]);
  if (verdict !== "SAME") throw new Complaint(verdict);
}
