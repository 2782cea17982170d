import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunningServer } from "@tocsin/server/compose.ts";
import { copyCity } from "../../city-copy.ts";
import { serveCity, startCity, type Seated, type TestCity } from "../../harness.ts";
import type { Watched } from "./invariants.ts";

export type Form = "quick" | "long";

/** What rows share: one city in this process with a clock in our hand, and a folder. Rows that end servers start their own. */
export interface Stage {
  readonly form: Form;
  readonly seed: number;
  readonly folder: string;
  /** The shared city, started at its first use. */
  city(): Promise<TestCity>;
  /** What several rows need and none owns, opened at its first use and closed at the end. */
  share<T extends { close(): Promise<void> }>(name: string, open: () => Promise<T>): Promise<T>;
  /** A second server of the shared city. */
  other(): Promise<RunningServer>;
  /** A seat of the shared city that stays signed in. */
  seat(account: string): Promise<Seated>;
  /** A city's folder without roads and with little guidance: it starts at once. */
  plainCity(): string;
  /** From here on: the shared city once it is used, null before. */
  watched(): () => Watched | null;
}

/** The district that sees only itself, for I4. */
const DISTRICT = { account: "d2", orgPath: "CITY.D2" };
/** Of each list of the guidance its first line: most of a start is reading it. */
const LATER_LINES = /(:\n {4}- .*\n)(?: {4}- .*\n)+/g;

/** Signs in whatever another row guessed: servers count guesses by address, and all rows have the same. */
const signInUnslowed = (account: string) => async (city: TestCity): Promise<Seated> => {
  await city.ledger.db.query("delete from tocsin.guess");
  return city.signIn(account);
};

export function openStage(form: Form, seed: number): Stage & { close(): Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-chaos-"));
  const seats = new Map<string, Promise<Seated>>();
  const acknowledged: string[] = [];
  let used = false;
  let watched: Watched | null = null;
  let city: Promise<TestCity> | null = null;
  const sharing = new Map<string, Promise<{ close(): Promise<void> }>>();
  let plain: ReturnType<typeof copyCity> | null = null;
  const plainCity = (): string => {
    if (plain === null) {
      plain = copyCity();
      plain.drop("roads.csv");
      plain.change("guidance.yaml", LATER_LINES, "$1");
    }
    return plain.dir;
  };
  /** Keeps book of what was acknowledged at this seat (I1). */
  const noting = (seat: Seated): Seated => {
    const command: Seated["command"] = async (name, payload, options) => {
      const answer = await seat.command(name, payload, options);
      if (answer.ok && name === "intake.receive") acknowledged.push(...answer.incidents.slice(0, 1).map(({ id }) => id));
      return answer;
    };
    return { ...seat, command };
  };
  const start = async (): Promise<TestCity> => {
    const running = await startCity({ server: { logLevel: "silent" } });
    const [whole, district] = [await running.signIn("world"), await running.signIn(DISTRICT.account)];
    watched = { whole, district: { seat: district, orgPath: DISTRICT.orgPath }, ledger: running.ledger, acknowledged: () => acknowledged };
    return running;
  };
  const shared = (): Promise<TestCity> => {
    used = true;
    return (city ??= start());
  };
  const share: Stage["share"] = <T extends { close(): Promise<void> }>(name: string, open: () => Promise<T>) => {
    const kept = (sharing.get(name) as Promise<T> | undefined) ?? open();
    sharing.set(name, kept);
    return kept;
  };
  return {
    form,
    seed,
    folder,
    city: shared,
    share,
    other: () => share("other", () => shared().then(({ databaseUrl, clock }) => serveCity(databaseUrl, clock, { server: { logLevel: "silent" } }))),
    seat(account) {
      used = true;
      const known = seats.get(account) ?? shared().then(signInUnslowed(account)).then(noting);
      seats.set(account, known);
      return known;
    },
    plainCity,
    watched() {
      used = false;
      return () => (used ? watched : null);
    },
    async close() {
      for (const kept of sharing.values()) await kept.then((one) => one.close(), () => undefined);
      await (await city)?.close();
      plain?.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
