import type { FastifyInstance } from "fastify";
import type { Db } from "@tocsin/ledger/db.ts";
import type { AuditTrail } from "../../audit-trail.ts";
import type { ServedCity } from "../../served-city.ts";
import type { Session } from "../../session.ts";
import { openEmergencyBook, type EmergencyBook } from "./emergency-book.ts";
import { openEmergencyDesk, type EmergencyDesk } from "./emergency-desk.ts";
import { emergencyRegister } from "./emergency-register.ts";
import { auditEmergencyAnswers, openStreamReads } from "./emergency-reads.ts";
import type { LiveRecord } from "@tocsin/stream/live-batch.ts";

export interface OpenEmergencyDeps {
  readonly db: Db;
  readonly city: ServedCity;
  readonly audit: Pick<AuditTrail, "emergency" | "emergencyRead">;
  readonly demo: boolean;
  readonly now: () => number;
  readonly report: (what: string, error: unknown) => void;
}

/** Emergency access as the rest of the server uses it. */
export interface Emergency extends Pick<EmergencyBook, "running" | "subscribe"> {
  readonly desk: EmergencyDesk;
  register(session: Session, period: string): ReturnType<typeof emergencyRegister>;
  /** Roles whose rights only somebody with a second factor may ask for. */
  readonly needsFactor: ReadonlySet<string>;
  auditAnswers(app: FastifyInstance): void;
  noteShown(session: Session, record: LiveRecord): void;
  close(): Promise<void>;
}

export async function openEmergency({ db, city, audit, demo, now, report }: OpenEmergencyDeps): Promise<Emergency> {
  const book = await openEmergencyBook({ db, now, elapsed: () => performance.now(), report });
  book.onEnd((access) => audit.emergency(null, "end", access, null));
  const reads = openStreamReads(audit, report);
  const desk = openEmergencyDesk({ db, city, book, now });
  return {
    running: (account) => book.running(account),
    subscribe: (listener) => book.subscribe(listener),
    desk,
    register: (session, period) => emergencyRegister({ db, city, view: desk.view }, session, period),
    needsFactor: new Set(demo ? [] : city.index.city.roles.filter(({ secondFactor }) => secondFactor === true).map(({ role }) => role)),
    auditAnswers: (app) => auditEmergencyAnswers(app, audit),
    noteShown: (session, record) => reads.note(session, record),
    async close() {
      await book.close();
      await reads.close();
    },
  };
}
