import type { Seated } from "../../harness.ts";
import type { Told } from "./life-load.ts";

const [AT_ONCE, MOST_TRIES] = [8, 20];

const once = (lines: readonly Told[], what: Told["what"]): Map<string, Told> => new Map(lines.filter((line) => line.what === what).map((line) => [line.key, line]));

/** The incident that a line opened, or null. */
export const openedBy = ({ name, payload }: Told): string | null => (name === "intake.receive" ? (payload as { incidentId: string }).incidentId : null);

/** A server that has too much to do says so, and is asked again: that is no answer to whether a command was kept. */
async function answered(seat: Seated, name: Told["name"], payload: Told["payload"], key: string): ReturnType<Seated["command"]> {
  for (let tries = 1; ; tries++) {
    const answer = await seat.command(name, payload, { key });
    if (answer.ok || answer.code !== "TOO_BUSY" || tries === MOST_TRIES) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Questions that change nothing: none waits for the answer to another. */
async function severalAtOnce<T>(list: readonly T[], ask: (one: T) => Promise<void>): Promise<void> {
  for (let from = 0; from < list.length; from += AT_ONCE) await Promise.all(list.slice(from, from + AT_ONCE).map(ask));
}

/**
 * Holds a server against the outside ledger, by its public API alone. What was acknowledged is there, and repeating it says so
 * instead of doing it again; what had no answer is there whole or not at all, and sending it again makes it once.
 * @throws Error naming the command
 */
export async function checkKept(seat: Seated, lines: readonly Told[]): Promise<{ readonly acknowledged: number; readonly unanswered: number }> {
  const [sent, acknowledged, refused] = [once(lines, "sent"), once(lines, "acknowledged"), once(lines, "refused")];
  await severalAtOnce([...acknowledged.values()], async ({ key, name, payload }) => {
    const again = await answered(seat, name, payload, key);
    if (!again.ok) throw new Error(`${name} ${key} was acknowledged and is now refused: ${again.code}`);
    if (!again.repeated) throw new Error(`${name} ${key} was acknowledged and had to be done again`);
  });
  const unanswered = [...sent.values()].filter(({ key }) => !acknowledged.has(key) && !refused.has(key));
  for (const line of unanswered) {
    const ask = (): ReturnType<Seated["command"]> => answered(seat, line.name, line.payload, line.key);
    const [first, second] = [await ask(), await ask()];
    if (first.ok && !(second.ok && second.repeated)) throw new Error(`${line.name} ${line.key} had no answer, was repeated, and was done twice`);
  }
  await severalAtOnce([...acknowledged.values(), ...unanswered].flatMap((line) => openedBy(line) ?? []), async (id) => {
    const { reports } = await seat.incident(id);
    if (reports.length !== 1) throw new Error(`incident ${id} has ${reports.length} reports instead of one`);
  });
  return { acknowledged: acknowledged.size, unanswered: unanswered.length };
}

/** Whatever was ever acknowledged is still there, also through all that broke later. @throws like `checkKept` */
export const checkAllKept = (seat: Seated, lines: readonly Told[]): Promise<unknown> => checkKept(seat, lines.filter(({ what }) => what === "acknowledged"));
