import { randomBytes } from "node:crypto";
import type { Recommendation } from "@tocsin/contract/views.ts";
import type { Actor, Context } from "@tocsin/domain/decision.ts";
import { ulid } from "@tocsin/kernel/id.ts";
import { dayStamp } from "@tocsin/kernel/instant.ts";
import { covers } from "../session.ts";
import type { DeskDeps } from "./desk-deps.ts";
import type { DeskLedger } from "./desk-ledger.ts";

/** A ranking as a decision reads it. */
export function rankingFacts(made: Recommendation | null): Context["ranking"] {
  if (made === null) return null;
  const { id, checksum, policy, graphVersion, team } = made;
  return { id, checksum, policy, graphVersion, choices: [...made.ranked, ...made.notEligible].map(({ unitId, rank, etaMs }) => ({ unitId, rank, etaMs, proposed: team.includes(unitId) })) };
}

/** The next human number of the day, e.g. `20261123-00042`: unique per city and day, gaps allowed. */
export async function nextIncidentNo(ledger: Pick<DeskLedger, "nextNumber">, at: number): Promise<string> {
  const day = dayStamp(at);
  return `${day}-${String(await ledger.nextNumber(`incident/${day}`)).padStart(5, "0")}`;
}

export interface ContextParts {
  readonly at: number;
  readonly actor: Actor;
  readonly nextNo: string | null;
  readonly ranking: Recommendation | null;
  readonly layoutFaults: Context["layoutFaults"];
  readonly planFindings?: Context["planFindings"];
  readonly advisories?: Context["advisories"];
  readonly channels?: Context["channels"] | undefined;
  readonly mannedOrgs: ReadonlySet<string>;
  /** The body could not be kept as it came; its bytes are. */
  readonly rawText: boolean;
  readonly recused?: readonly string[] | undefined;
  readonly figures?: Context["figures"] | undefined;
  readonly commanderAwayMs?: number | undefined;
  readonly handlers?: ReadonlySet<string> | undefined;
}

export function decisionContext({ city, road, rightsOf }: Pick<DeskDeps, "city" | "road" | "rightsOf">, parts: ContextParts): Context {
  return {
    at: parts.at,
    actor: parts.actor,
    city: city.index,
    newId: () => ulid(parts.at, randomBytes(16)),
    nextNo: parts.nextNo,
    jurisdiction: (point, asOf) => city.layouts.at(asOf ?? parts.at).jurisdiction(point),
    road,
    ranking: rankingFacts(parts.ranking),
    layoutFaults: parts.layoutFaults,
    planFindings: parts.planFindings ?? null,
    ...(parts.advisories === undefined ? {} : { advisories: parts.advisories }),
    ...(parts.channels === undefined ? {} : { channels: parts.channels }),
    mannedOrgs: parts.mannedOrgs,
    mayRun: (account, command, scope) => rightsOf(account)?.some((grant) => city.roles.mayCommand(grant.role, command) && covers(grant, scope)) ?? null,
    rawText: parts.rawText,
    ...(parts.handlers === undefined ? {} : { handlers: parts.handlers }),
    ...(parts.commanderAwayMs === undefined ? {} : { commanderAwayMs: parts.commanderAwayMs }),
    ...(parts.figures === undefined ? {} : { figures: parts.figures }),
    ...(parts.recused === undefined ? {} : { recused: parts.recused }),
  };
}
