import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import { compareCursors } from "@tocsin/ledger/cursor.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import type { CityPresent } from "../present/city-present.ts";
import type { Grant } from "../../session.ts";
import type { FoundSeat } from "./seats.ts";

/** Rights of a crew end with its shift (GOV-02): off it, the role that its own names in `offShift` takes its place. A unit with an open order is never off shift. */
export interface ShiftEnd {
  /** The seat, once its shift is known here as it stands now: one that has ended or begun a moment ago, at any server, counts for this very question. */
  seen(seat: FoundSeat | null): Promise<FoundSeat | null>;
  /** Of an account's grants what holds now; the very list while nothing has changed. */
  held(account: string, grants: readonly Grant[]): readonly Grant[];
  /** From now on the units' shifts count; answers how to stop. `changed` hears of accounts whose shift has begun or ended. */
  follow(present: ShownUnits, changed: (accounts: ReadonlySet<string>) => void): () => void;
}

type ShownUnits = Pick<CityPresent, "units" | "cursor" | "subscribe">;

/** A unit's shift as the database had it, from a position of the log on. */
interface Read {
  readonly off: boolean;
  readonly position: string;
}

/** Accounts with a role that changes off shift, and their units. */
function crewsOf({ city: { accounts } }: CityIndex, offRole: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(accounts.flatMap(({ id, unit, grants }) => (unit !== undefined && grants.some(({ role }) => offRole.has(role)) ? [[id, unit]] : [])));
}

const isOff = (unit: Pick<Unit, "status"> | undefined): boolean => unit?.status === "OFF_DUTY";

export function openShiftEnd(city: CityIndex, ledger: Pick<Ledger, "load">): ShiftEnd {
  const offRole = new Map(city.city.roles.flatMap(({ role, offShift }) => (offShift === undefined ? [] : [[role, offShift]])));
  const unitOf = crewsOf(city, offRole);
  const reduced = new WeakMap<readonly Grant[], readonly Grant[]>();
  const ahead = new Map<string, Read>();
  let shown: Pick<ShownUnits, "units" | "cursor"> = { units: new Map(), cursor: null };
  const reduce = (grants: readonly Grant[]): readonly Grant[] => {
    const known = reduced.get(grants) ?? grants.map((grant) => ({ ...grant, role: offRole.get(grant.role) ?? grant.role }));
    reduced.set(grants, known);
    return known;
  };
  /** What was read counts until the log has been followed to it; from then on the log does, which knows what came after. */
  const off = (unit: string): boolean => {
    const read = ahead.get(unit);
    return read !== undefined && compareCursors(shown.cursor, read.position) < 0 ? read.off : isOff(shown.units.get(unit));
  };
  return {
    async seen(seat) {
      const unit = seat === null ? undefined : unitOf.get(seat.session.userId);
      if (unit === undefined) return seat;
      const [stored] = await ledger.load([{ kind: "unit", id: unit }]);
      const position = stored?.position ?? null;
      if (position !== null && compareCursors(ahead.get(unit)?.position ?? null, position) < 0) ahead.set(unit, { off: isOff(stored?.state as Unit), position });
      return seat;
    },
    held: (account, grants) => {
      const unit = unitOf.get(account);
      return unit !== undefined && off(unit) ? reduce(grants) : grants;
    },
    follow(present, changed) {
      const offNow = (): Set<string> => new Set([...unitOf].filter(([, unit]) => isOff(present.units.get(unit))).map(([account]) => account));
      let before = offNow();
      shown = present;
      return present.subscribe(({ units }) => {
        if (units.length === 0) return;
        const next = offNow();
        const turned = new Set([...unitOf.keys()].filter((account) => before.has(account) !== next.has(account)));
        before = next;
        if (turned.size > 0) changed(turned);
      });
    },
  };
}
