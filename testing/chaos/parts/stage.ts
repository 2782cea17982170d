import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyCity } from "../../city-copy.ts";
import { startCity, type Seated, type TestCity } from "../../harness.ts";

export type Form = "quick" | "long";

/** What rows share: one city in this process with a clock in our hand, and a folder. Rows that end servers start their own. */
export interface Stage {
  readonly form: Form;
  readonly seed: number;
  readonly folder: string;
  /** The shared city, started at its first use. */
  city(): Promise<TestCity>;
  /** A seat of the shared city that stays signed in. */
  seat(account: string): Promise<Seated>;
  /** A city's folder without roads: it starts at once. */
  plainCity(): string;
}

export function openStage(form: Form, seed: number): Stage & { close(): Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-chaos-"));
  const seats = new Map<string, Promise<Seated>>();
  let city: Promise<TestCity> | null = null;
  let plain: ReturnType<typeof copyCity> | null = null;
  const plainCity = (): string => {
    if (plain === null) {
      plain = copyCity();
      plain.drop("roads.csv");
    }
    return plain.dir;
  };
  const shared = (): Promise<TestCity> => (city ??= startCity({ server: { logLevel: "silent" } }));
  return {
    form,
    seed,
    folder,
    city: shared,
    seat(account) {
      const known = seats.get(account) ?? shared().then((running) => running.signIn(account));
      seats.set(account, known);
      return known;
    },
    plainCity,
    async close() {
      await (await city)?.close();
      plain?.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
