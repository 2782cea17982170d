import pg from "pg";

/** One line of the outside ledger: an intake that was sent, or one that the server has acknowledged, with its number. */
export interface LedgerLine {
  readonly what: "sent" | "acknowledged";
  readonly incidentId: string;
  /** The number of the receipt; empty on what was only sent. */
  readonly no: string;
}

export interface IntakeCheck {
  readonly sent: number;
  readonly acknowledged: number;
  /** Acknowledged, and not in the log, or in it without the number of the receipt. */
  readonly lost: readonly string[];
  /** Received more than once, or sharing a number with another. */
  readonly doubled: readonly string[];
  /** In the log although nobody sent them. */
  readonly unknown: readonly string[];
}

/** Holds the log of events against the outside ledger: every acknowledged intake is there exactly once, with the number that was told. */
export function compareIntakes(lines: readonly LedgerLine[], received: readonly { readonly id: string; readonly no: string }[]): IntakeCheck {
  const acknowledged = new Map(lines.flatMap(({ what, incidentId, no }) => (what === "acknowledged" ? [[incidentId, no] as const] : [])));
  const sent = new Set(lines.map(({ incidentId }) => incidentId));
  const times = new Map<string, number>();
  const holders = new Map<string, string>();
  const doubled = new Set<string>();
  const kept = new Map<string, string>();
  for (const { id, no } of received) {
    times.set(id, (times.get(id) ?? 0) + 1);
    if (times.get(id)! > 1 || (holders.get(no) ?? id) !== id) doubled.add(id);
    holders.set(no, id);
    kept.set(id, no);
  }
  return {
    sent: sent.size,
    acknowledged: acknowledged.size,
    lost: [...acknowledged].flatMap(([id, no]) => (kept.get(id) === no ? [] : [id])),
    doubled: [...doubled],
    unknown: [...kept.keys()].filter((id) => !sent.has(id)),
  };
}

/** Reads what the log says was received, straight from the database, and compares. */
export async function checkIntakes(adminUrl: string, lines: readonly LedgerLine[]): Promise<IntakeCheck> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string; no: string }>("select id, data->>'no' as no from tocsin.event where type = 'IncidentReceived'");
    return compareIntakes(lines, rows);
  } finally {
    await client.end();
  }
}
