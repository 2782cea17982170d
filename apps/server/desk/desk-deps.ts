import type { PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import type { Cooperation } from "@tocsin/contract/joint/cooperation.ts";
import type { Context } from "@tocsin/domain/decision.ts";
import type { Vault } from "@tocsin/ledger/personal/vault.ts";
import type { Clock } from "../clock.ts";
import type { CountMonth } from "../features/publication/count-month.ts";
import type { OwnNumbers } from "../features/recusal/own-numbers.ts";
import type { ServedCity } from "../served-city.ts";
import type { Grant } from "../session.ts";
import type { DeskLedger } from "./desk-ledger.ts";
import type { Ranker } from "./ranker.ts";

export interface DeskDeps {
  readonly ledger: DeskLedger;
  readonly city: ServedCity;
  readonly clock: Clock;
  readonly ranker: Ranker;
  readonly vault: Pick<Vault, "seal" | "sealIfKept">;
  /** Accounts of whom a number is their own (GOV-02). */
  readonly ownNumbers: Pick<OwnNumbers, "accountsOf">;
  /** A road of the city by its id: what a closure names. */
  readonly road: Context["road"];
  /** What is known of versions of plans and modules without waiting; a version that has followed meanwhile is named by the one that it followed. */
  readonly knownPlans: () => Iterable<PlanVersion>;
  /** Versions of plans and modules as the log has them, up to now. */
  readonly planVersions: () => Promise<Iterable<PlanVersion>>;
  /** Channels that run, up to now: the duty catalogue (LNK-09). */
  readonly channels: () => Promise<readonly Cooperation[]>;
  /** Organisations with at least one signed-in seat (ORG-14). */
  readonly mannedOrgs: () => Promise<ReadonlySet<string>>;
  /** What an account may do now, emergency access too; null where there is none of this id. */
  readonly rightsOf: (account: string) => readonly Grant[] | null;
  /** How long nobody has sat at a seat of an account, in ms of the machine; Infinity where nobody ever did (CMD-04). */
  readonly awayFor: (userId: string) => Promise<number>;
  /** Counts a month whose figures are drafted or corrected (GOV-03). */
  readonly countMonth: CountMonth;
  /** Hears of what went wrong without stopping the command: a ranking that failed, an audit row that could not be written. */
  readonly report: (what: string, error: unknown) => void;
}
