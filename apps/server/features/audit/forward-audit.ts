import { existsSync, readFileSync } from "node:fs";
import { type IncomingMessage, request as overHttp } from "node:http";
import { request as overTls } from "node:https";
import { join } from "node:path";
import { auditAfter, type StoredAudit } from "@tocsin/ledger/audit.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { replaceDurable } from "@tocsin/ledger/durable-file.ts";
import type { MissingParts } from "../../missing-parts.ts";
import { startRounds } from "../../rounds.ts";

/** The collector of logs on another machine. */
export interface AuditTarget {
  readonly url: string;
  /** Sent as a bearer's token. */
  readonly token?: string;
  /** The authority of its certificate, PEM, where it is none that the machine knows. */
  readonly ca?: string;
}

export interface ForwardDeps {
  readonly db: Db;
  /** Folder in which stands how far the collector has taken the rows; shared by the servers of a database. */
  readonly keysDir: string;
  readonly to: AuditTarget;
  readonly missing: Pick<MissingParts, "down" | "up">;
  readonly report: (what: string, error: unknown) => void;
  readonly automatic: boolean;
}

export interface AuditForwarding {
  /** Sends what is new; answers how many rows were taken. @throws Error when the collector does not take them */
  run(): Promise<number>;
  stop(): Promise<void>;
}

const [FILE, PART] = ["audit-forwarded", "audit-forwarding"];
const [EVERY_MS, PATIENCE_MS, AT_ONCE, LOCK] = [5_000, 10_000, 500, 7_201_984];

/** A row as a line of the export has it, so that the collector's copy can be held against the chain. */
const lineOf = ({ cursor, at, actor, entry, hash }: StoredAudit): string => `${JSON.stringify({ cursor, at, actor, entry, hash })}\n`;

async function send({ url, token, ca }: AuditTarget, body: string): Promise<void> {
  const options = { method: "POST", headers: { "content-type": "application/x-ndjson", ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }, signal: AbortSignal.timeout(PATIENCE_MS), ...(ca === undefined ? {} : { ca }) };
  const status = await new Promise<number>((resolve, reject) => {
    const take = (answer: IncomingMessage): void => void answer.on("error", reject).on("end", () => resolve(answer.statusCode ?? 0)).resume();
    (url.startsWith("https:") ? overTls(url, options, take) : overHttp(url, options, take)).on("error", reject).end(body);
  });
  if (status < 200 || status > 299) throw new Error(`the collector answers ${status}`);
}

/**
 * Brings every row of the audit to another machine within seconds, oldest first and none left out: the place moves on only when the
 * collector has answered that it has them (ASVS V16.4.3). After a crash some come twice, under the same cursor. One server at a time.
 */
export function forwardAudit({ db, keysDir, to, missing, report, automatic }: ForwardDeps): AuditForwarding {
  const file = join(keysDir, FILE);
  let stopped = false;
  const batch = (): Promise<number | null> => db.transaction(async (query) => {
    const [lock] = await query<{ mine: boolean }>("select pg_try_advisory_xact_lock($1) as mine", [LOCK]);
    if (!lock!.mine) return null;
    const from = existsSync(file) ? readFileSync(file, "utf8").trim() : "0-0";
    const rows = await auditAfter(query, from, AT_ONCE);
    const last = rows.at(-1);
    if (last === undefined) return 0;
    await send(to, rows.map(lineOf).join(""));
    replaceDurable(file, `${last.cursor}\n`);
    return rows.length;
  });
  const run = async (): Promise<number> => {
    let taken = 0;
    for (let sent = await batch(); sent !== null && sent > 0; sent = stopped ? 0 : await batch()) taken += sent;
    missing.up(PART);
    return taken;
  };
  let told = false;
  const failed = (error: unknown): void => {
    missing.down(PART);
    if (!told) report(PART, error);
    told = true;
  };
  const rounds = startRounds({ everyMs: EVERY_MS, round: () => run().then(() => void (told = false)), failed, automatic });
  return {
    run,
    stop() {
      stopped = true;
      return rounds.stop();
    },
  };
}
