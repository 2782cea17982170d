import type { CityIndex } from "@tocsin/domain/decision.ts";
import type { CityPresent } from "../present/city-present.ts";
import type { Grant } from "../../session.ts";
import type { FoundSeat } from "./seats.ts";

/** Rights of a crew end with its shift (GOV-02): off it, the role that its own names in `offShift` takes its place. A unit with an open order is never off shift. */
export interface ShiftEnd {
  /** The seat, once a shift of it that has just begun is known here. */
  seen(seat: FoundSeat | null): Promise<FoundSeat | null>;
  /** Of an account's grants what holds now; the very list while nothing has changed. */
  held(account: string, grants: readonly Grant[]): readonly Grant[];
  /** From now on the units' shifts count; answers how to stop. `changed` hears of accounts whose shift has begun or ended. */
  follow(present: Pick<CityPresent, "units" | "subscribe" | "caughtUp">, changed: (accounts: ReadonlySet<string>) => void): () => void;
}

export function openShiftEnd({ city: { accounts, roles } }: CityIndex): ShiftEnd {
  const offRole = new Map(roles.flatMap(({ role, offShift }) => (offShift === undefined ? [] : [[role, offShift]])));
  const unitOf = new Map(accounts.flatMap(({ id, unit }) => (unit === undefined ? [] : [[id, unit]])));
  const reduced = new WeakMap<readonly Grant[], readonly Grant[]>();
  let off = new Set<string>();
  let caughtUp = (): Promise<void> => Promise.resolve();
  const reduce = (grants: readonly Grant[]): readonly Grant[] => {
    const known = reduced.get(grants) ?? grants.map((grant) => ({ ...grant, role: offRole.get(grant.role) ?? grant.role }));
    reduced.set(grants, known);
    return known;
  };
  return {
    async seen(seat) {
      if (seat !== null && off.has(seat.session.userId)) await caughtUp();
      return seat;
    },
    held: (account, grants) => (off.has(account) ? reduce(grants) : grants),
    follow(present, changed) {
      const offNow = (): Set<string> => new Set([...unitOf].filter(([, unit]) => present.units.get(unit)?.status === "OFF_DUTY").map(([account]) => account));
      off = offNow();
      caughtUp = () => present.caughtUp();
      return present.subscribe(({ units }) => {
        if (units.length === 0) return;
        const next = offNow();
        const turned = new Set([...unitOf.keys()].filter((account) => off.has(account) !== next.has(account)));
        off = next;
        if (turned.size > 0) changed(turned);
      });
    },
  };
}
