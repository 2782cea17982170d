import type { Db, Row } from "./db.ts";

/** Who may sign in, and where their rights reach. Loaded from the city's data; the password hash is kept when not given. */
export interface Account {
  id: string;
  name: string;
  orgPath: string;
  grants: { role: string; orgPath: string }[];
  unitId?: string;
  lang: string;
}

export interface StoredAccount extends Account {
  /** Null: cannot sign in by password. */
  passwordHash: string | null;
  disabled: boolean;
  /** Its password was given by others and must be changed before anything else. */
  passwordDue: boolean;
  /** After this moment, ms UTC, its password opens nothing; null = it does not end. */
  passwordUntil: number | null;
}

/** A password that is given by others. */
interface Given {
  readonly passwordHash: string | null;
  readonly passwordDue?: boolean;
  readonly passwordUntil?: number | null;
  /** It is a demo's, which everybody may know. */
  readonly passwordKnown?: boolean;
}

/** Adds or changes accounts; a `passwordHash` of null leaves the one that is there. `passwordDue`: a hash that is given must be changed by its owner. */
export async function upsertAccounts(db: Db, accounts: readonly (Account & Given)[]): Promise<void> {
  if (accounts.length === 0) return;
  await db.safeQuery(
    `insert into tocsin.account as a (id, name, org_path, grants, unit_id, lang, password_hash, password_due, password_until, password_known)
     select n.id, n.name, n."orgPath", n.grants, n."unitId", n.lang, n."passwordHash", coalesce(n."passwordDue", false), case when n."passwordHash" is null then null else n."passwordUntil" end, n."passwordHash" is not null and coalesce(n."passwordKnown", false)
     from jsonb_to_recordset($1::jsonb) as n(id text, name text, "orgPath" text, grants jsonb, "unitId" text, lang text, "passwordHash" text, "passwordDue" boolean, "passwordUntil" bigint, "passwordKnown" boolean)
     on conflict (id) do update set name = excluded.name, org_path = excluded.org_path, grants = excluded.grants,
       unit_id = excluded.unit_id, lang = excluded.lang, password_hash = coalesce(excluded.password_hash, a.password_hash),
       password_due = case when excluded.password_hash is null then a.password_due else excluded.password_due end,
       password_until = case when excluded.password_hash is null then a.password_until else excluded.password_until end,
       password_given_by = case when excluded.password_hash is null then a.password_given_by end,
       password_known = case when excluded.password_hash is null then a.password_known else excluded.password_known end`,
    [JSON.stringify(accounts)],
  );
}

const COLUMNS = `id, name, org_path as "orgPath", grants, unit_id as "unitId", lang, password_hash as "passwordHash", disabled, password_due as "passwordDue", password_until as "passwordUntil"`;

type AccountRow = Omit<StoredAccount, "unitId"> & { unitId: string | null } & Row;

export const fromRow = ({ unitId, ...row }: AccountRow): StoredAccount => ({ ...row, ...(unitId === null ? {} : { unitId }) });

export async function findAccount(db: Db, id: string): Promise<StoredAccount | null> {
  const rows = await db.safeQuery<AccountRow>(`select ${COLUMNS} from tocsin.account where id = $1`, [id]);
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

export async function listAccounts(db: Db): Promise<StoredAccount[]> {
  return (await db.safeQuery<AccountRow>(`select ${COLUMNS} from tocsin.account order by id`)).map(fromRow);
}

/** A password that its owner has chosen. */
export async function setPassword(db: Db, id: string, passwordHash: string): Promise<void> {
  await db.safeQuery("update tocsin.account set password_hash = $2, password_due = false, password_until = null, password_known = false, password_given_by = null where id = $1", [id, passwordHash]);
}

/** One that an administrator gives: due to be changed, and good for nothing after `until`. False for whoever took away the second factor that the account lacks since. */
export async function givePassword(db: Db, id: string, passwordHash: string, until: number, by: string): Promise<boolean> {
  const given = await db.query(
    "update tocsin.account set password_hash = $2, password_due = true, password_until = $3, password_known = false, password_given_by = $4 where id = $1 and factor_dropped_by is distinct from $4 returning 1 as one",
    [id, passwordHash, until, by],
  );
  return given.length === 1;
}

/**
 * Takes passwords away that everybody may know: those that a demo gave, and these, by account and hash. Their sign-ins end. Answers whose.
 */
export async function endKnownPasswords(db: Db, known: readonly { readonly id: string; readonly passwordHash: string }[], at: number): Promise<string[]> {
  return db.transaction(async (query) => {
    const ended = await query<{ id: string }>(
      `update tocsin.account a set password_hash = null, password_due = false, password_until = null, password_known = false, password_given_by = null
       where password_known or exists (select from jsonb_to_recordset($1::jsonb) as k(id text, "passwordHash" text) where k.id = a.id and k."passwordHash" = a.password_hash) returning id`,
      [JSON.stringify(known)],
    );
    const ids = ended.map(({ id }) => id).sort();
    if (ids.length > 0) await query("update tocsin.session set revoked_at = $2 where user_id = any($1) and revoked_at is null", [ids, at]);
    return ids;
  });
}

/** Disabling ends the account's sessions at once. Answers whether the account exists. */
export async function setDisabled(db: Db, id: string, disabled: boolean, at: number): Promise<boolean> {
  return db.transaction(async (query) => {
    const rows = await query("update tocsin.account set disabled = $2 where id = $1 returning id", [id, disabled]);
    if (disabled) await query("update tocsin.session set revoked_at = $2 where user_id = $1 and revoked_at is null", [id, at]);
    return rows.length === 1;
  });
}
