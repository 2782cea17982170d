import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Position, PositionReceipt } from "@tocsin/contract/views.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { lastPositions } from "@tocsin/ledger/positions.ts";
import type { Static } from "typebox";
import { startRounds, type Rounds } from "../../rounds.ts";
import { covers, type Session } from "../../session.ts";
import type { PositionBook } from "../live/position-book.ts";
import type { CityPresent } from "../present/city-present.ts";
import { positionRefusal } from "./judge-position.ts";
import { createJumps } from "./jumps.ts";
import { createPositionWriter, fromStored } from "./position-writer.ts";
import type { PositionSource, SourceCounts } from "./source-counts.ts";

/** Roles that report for all units of their area: gateways of vehicle systems, and the simulated world. */
const REPORTING_ROLES: ReadonlySet<string> = new Set(["SIMULATION", "GATEWAY"]);

export interface PositionsDeps {
  readonly db: Db;
  readonly present: CityPresent;
  readonly counts: SourceCounts;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
  /** Told of every batch that was kept. */
  readonly onWritten: () => void;
  /** How often positions that other servers on the same database took are looked for; 2 s unless given. */
  readonly lookEveryMs?: number;
}

const LOOK_EVERY_MS = 2_000;

export interface OpenPositionBook extends PositionBook {
  /** Everything accepted so far is in the database. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Whether the session may report for a unit: its own, or, for a gateway, one of its area. */
function reporting(session: Session): (unitId: string, unit: Unit | undefined) => boolean {
  const grants = session.grants.filter((grant) => REPORTING_ROLES.has(grant.role));
  return (unitId, unit) => session.unitId === unitId || (grants.length > 0 && (unit === undefined || grants.some((grant) => covers(grant, unit.scope))));
}

class Book implements OpenPositionBook {
  readonly #deps: PositionsDeps;
  readonly #last = new Map<string, Position>();
  readonly #listeners = new Set<(positions: readonly Position[]) => void>();
  readonly #jumps = createJumps();
  readonly #writer;
  readonly #unsubscribe: () => void;
  readonly #looks: Rounds;

  constructor(deps: PositionsDeps, known: readonly Position[]) {
    this.#deps = deps;
    this.#writer = createPositionWriter(deps.db, deps);
    for (const position of known) if (this.#onDuty(position.unitId)) this.#last.set(position.unitId, position);
    this.#unsubscribe = deps.present.subscribe(({ units }) => this.#forget(units.filter(({ status }) => status === "OFF_DUTY").map(({ id }) => id)));
    this.#looks = startRounds({ everyMs: deps.lookEveryMs ?? LOOK_EVERY_MS, round: () => this.#lookAround(), failed: (error) => deps.onFailure(error) });
  }

  /** Takes up what other servers have written. */
  async #lookAround(): Promise<void> {
    const written = (await lastPositions(this.#deps.db)).map(fromStored);
    const news = written.filter(({ unitId, at }) => this.#onDuty(unitId) && at > (this.#last.get(unitId)?.at ?? -Infinity));
    for (const position of news) this.#last.set(position.unitId, position);
    if (news.length > 0) for (const listener of this.#listeners) listener(news);
  }

  #onDuty(unitId: string): boolean {
    return (this.#deps.present.units.get(unitId)?.status ?? "OFF_DUTY") !== "OFF_DUTY";
  }

  #forget(unitIds: readonly string[]): void {
    for (const id of unitIds) this.#jumps.forget(id);
    const known = unitIds.filter((id) => this.#last.delete(id));
    if (known.length > 0) this.#writer.forget(known);
  }

  all(): readonly Position[] {
    return [...this.#last.values()];
  }

  of(unitId: string): Position | undefined {
    return this.#last.get(unitId);
  }

  async accept(session: Session, positions: readonly Position[], source: PositionSource): Promise<Static<typeof PositionReceipt>> {
    const { present, now, counts } = this.#deps;
    const mayReport = reporting(session);
    // A unit that has just come on shift reports at once: its status may be on the way to us.
    if (positions.some(({ unitId }) => !this.#onDuty(unitId) && mayReport(unitId, present.units.get(unitId)))) await present.caughtUp();
    const at = now();
    const taken: Position[] = [];
    const refused: Static<typeof PositionReceipt>["refused"] = [];
    for (const position of positions) {
      const { unitId } = position;
      const unit = present.units.get(unitId);
      const last = this.#last.get(unitId);
      let reason = positionRefusal(position, { status: unit?.status ?? null, allowed: mayReport(unitId, unit), last, now: at });
      if (reason === null && !this.#jumps.believes(last, position, unit!.kind)) reason = "IMPOSSIBLE";
      if (reason === null) {
        this.#last.set(unitId, position);
        taken.push(position);
      } else {
        refused.push({ unitId, reason });
        counts.refused(source, reason);
      }
    }
    counts.taken(source, taken.length, at);
    if (taken.length > 0) {
      this.#writer.add(taken, at);
      for (const listener of this.#listeners) listener(taken);
    }
    return { accepted: taken.length, refused };
  }

  subscribe(listener: (positions: readonly Position[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  flush(): Promise<void> {
    return this.#writer.flush();
  }

  async close(): Promise<void> {
    this.#unsubscribe();
    await this.#looks.stop();
    await this.#writer.close();
  }
}

/** The last positions of units on shift, taken up where the database has them. */
export async function openPositionBook(deps: PositionsDeps): Promise<OpenPositionBook> {
  return new Book(deps, (await lastPositions(deps.db)).map(fromStored));
}
