import type { Db, Row } from "./db.ts";

/** A browser on which a unit may be woken; all but the address in base64url. */
export interface PushTargetRow {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/** A unit has a few devices at once: older ones that were never taken back make room. */
const DEVICES_MOST = 5;

export async function keepPushTarget(db: Db, unitId: string, { endpoint, p256dh, auth }: PushTargetRow, at: number): Promise<void> {
  await db.safeQuery(
    "insert into tocsin.push_target (endpoint, unit_id, p256dh, auth, at) values ($1, $2, $3, $4, $5) on conflict (endpoint) do update set unit_id = $2, p256dh = $3, auth = $4, at = $5",
    [endpoint, unitId, p256dh, auth, at],
  );
  await db.safeQuery("delete from tocsin.push_target where unit_id = $1 and endpoint not in (select endpoint from tocsin.push_target where unit_id = $1 order by at desc, endpoint limit $2)", [unitId, DEVICES_MOST]);
}

export const pushTargetsOf = (db: Db, unitId: string): Promise<(PushTargetRow & Row)[]> =>
  db.safeQuery<PushTargetRow & Row>("select endpoint, p256dh, auth from tocsin.push_target where unit_id = $1 order by at desc", [unitId]);

export const dropPushTarget = (db: Db, endpoint: string): Promise<unknown> => db.safeQuery("delete from tocsin.push_target where endpoint = $1", [endpoint]);
