import { isActive } from "@tocsin/contract/dispatch/order.ts";
import type { TocsinEvent } from "@tocsin/contract/events.ts";
import { loggedEvent } from "@tocsin/cli/logged-event.ts";
import { hashOf } from "@tocsin/kernel/canonical.ts";
import { isOpen } from "@tocsin/contract/intake/incident.ts";
import { exportLog } from "@tocsin/ledger/export-log.ts";
import type { OpenLedger } from "@tocsin/ledger/open-ledger.ts";
import { verifyExport } from "@tocsin/ledger/verify-export.ts";
import { replay } from "@tocsin/runtime/replay.ts";
import type { Seated } from "../../harness.ts";
import { until } from "../../until.ts";

/** What is asked, and by whom: a seat over the whole city, one of a district, and the auditor's look at the log. */
export interface Watched {
  readonly whole: Seated;
  readonly district?: { readonly seat: Seated; readonly orgPath: string };
  readonly ledger: OpenLedger;
  /** Incidents whose report was acknowledged. */
  readonly acknowledged: () => readonly string[];
}

const SAMPLE = 25;

async function reportsFound({ whole, acknowledged }: Watched): Promise<void> {
  const ids = acknowledged();
  for (const id of [...ids.slice(-SAMPLE), ...ids.slice(0, SAMPLE)]) await whole.incident(id).catch((error: unknown) => {
    if ((error as { status?: number }).status === 404) throw new Error(`I1: ${id} was acknowledged and is not found`);
    throw error;
  });
}

async function openOnBoard({ whole }: Watched): Promise<void> {
  const { incidents } = await whole.incidents({ open: true, limit: 200 });
  const board = await whole.board();
  const shown = new Set(board.incidents.map(({ id }) => id));
  const beyond = board.beyond.reduce((sum, { count }) => sum + count, 0);
  const missing = incidents.filter(({ id }) => !shown.has(id));
  for (const { id } of missing.slice(beyond)) {
    // A board follows the log; what another server has stored this moment it shows the next.
    const settled = async (): Promise<boolean> => !isOpen(await whole.incident(id)) || (await whole.board()).incidents.some((shown) => shown.id === id);
    await until(settled).catch((error: unknown) => {
      throw (error as Error).message.startsWith("waited") ? new Error(`I2: ${id} is open and on no board`) : error;
    });
  }
}

async function oneAssignment({ whole }: Watched): Promise<void> {
  const { incidents } = await whole.board();
  const held = new Map<string, string>();
  for (const incident of incidents) for (const order of incident.orders) for (const { unitId } of order.assignments.filter(isActive)) {
    const before = held.get(unitId);
    if (before !== undefined && before !== incident.id) throw new Error(`I3: ${unitId} is assigned to ${before} and to ${incident.id}`);
    held.set(unitId, incident.id);
  }
}

async function nothingLeaks({ district }: Watched): Promise<void> {
  if (district === undefined) return;
  const within = (path: string): boolean => path === district.orgPath || path.startsWith(`${district.orgPath}.`);
  const [board, list] = [await district.seat.board(), await district.seat.incidents({ limit: 200 })];
  for (const record of [...board.incidents, ...board.units, ...list.incidents]) if (!record.scope.some(within)) throw new Error(`I4: ${district.orgPath} sees ${record.id}, which lies in ${record.scope.join(" ")}`);
}

/** The log verifies and replays to the records as they stand; every accepted command has exactly one line in the audit. */
async function logHolds({ ledger }: Watched): Promise<void> {
  const events: TocsinEvent[] = [];
  const verdict = await verifyExport(exportLog(ledger.db), { onEvent: (event) => events.push(loggedEvent(event)) });
  if (!verdict.ok) throw new Error(`I5: the log does not verify: ${verdict.fault} at line ${verdict.line}`);
  const replayed = replay(events);
  const versions = new Map(events.map(({ kind, id, version }) => [`${kind}/${id}`, version]));
  for (const [kind, records] of [["incident", replayed.incidents], ["unit", replayed.units]] as const) {
    for (const { id, state, version } of await ledger.list(kind, undefined, { limit: 5_000 })) {
      const folded = records.get(id);
      // What changed since the log was read is looked at the next time.
      if (versions.get(`${kind}/${id}`) === version && (folded === undefined || hashOf(folded) !== hashOf(state))) throw new Error(`I6: ${kind}/${id} is not what its ${version} events make of it`);
    }
  }
}

async function auditedOnce({ ledger }: Watched): Promise<void> {
  const rows = await ledger.db.transaction(async (query) => {
    await query("select tocsin.enter(null)");
    return query<{ command_id: string; lines: number }>(
      `select c.command_id, count(a.seq)::int as lines from tocsin.command c
       left join tocsin.audit a on a.txid = c.txid and a.actor = c.actor and a.entry->>'commandId' = c.command_id and a.entry->>'outcome' = 'ACCEPTED'
       group by c.actor, c.command_id having count(a.seq) <> 1 limit 1`,
    );
  });
  if (rows.length > 0) throw new Error(`I5: command ${rows[0]!.command_id} has ${rows[0]!.lines} lines in the audit`);
}

/** I1 to I6 at this moment. @throws Error beginning with the number of the one that does not hold; other errors when nobody answers. */
export async function checkInvariants(watched: Watched): Promise<void> {
  await reportsFound(watched);
  await openOnBoard(watched);
  await oneAssignment(watched);
  await nothingLeaks(watched);
  await logHolds(watched);
  await auditedOnce(watched);
}

const isBroken = (error: unknown): boolean => error instanceof Error && /^I[1-6]: /.test(error.message);

/** On a busy machine a look takes longer than its second: then it rests for so many times as long, or there would be nothing but looking. */
const REST = 3;

/** Looks every second while things are being broken; a server that does not answer at that moment is no broken promise. */
export function watchInvariants(now: () => Watched | null, everyMs = 1_000): { readonly looks: () => number; stop(): Promise<void> } {
  let looks = 0;
  let broken: unknown = null;
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    const watched = now();
    if (watched === null || broken !== null) return;
    try {
      await checkInvariants(watched);
      looks += 1;
    } catch (error) {
      if (isBroken(error)) broken = error;
    }
  };
  let busy = false;
  let restUntil = 0;
  const timer = setInterval(() => {
    const began = performance.now();
    if (busy || began < restUntil) return;
    busy = true;
    looking = look().finally(() => {
      busy = false;
      restUntil = performance.now() + REST * (performance.now() - began);
    });
  }, everyMs);
  return {
    looks: () => looks,
    async stop() {
      clearInterval(timer);
      await looking;
      if (broken !== null) throw broken as Error;
    },
  };
}
