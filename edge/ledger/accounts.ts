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
}

/** Adds or changes accounts; a `passwordHash` of null leaves the one that is there. `passwordDue`: a hash that is given must be changed by its owner. */
export async function upsertAccounts(db: Db, accounts: readonly (Account & { passwordHash: string | null; passwordDue?: boolean })[]): Promise<void> {
  if (accounts.length === 0) return;
  await db.safeQuery(
    `insert into tocsin.account as a (id, name, org_path, grants, unit_id, lang, password_hash, password_due)
     select n.id, n.name, n."orgPath", n.grants, n."unitId", n.lang, n."passwordHash", coalesce(n."passwordDue", false)
     from jsonb_to_recordset($1::jsonb) as n(id text, name text, "orgPath" text, grants jsonb, "unitId" text, lang text, "passwordHash" text, "passwordDue" boolean)
     on conflict (id) do update set name = excluded.name, org_path = excluded.org_path, grants = excluded.grants,
       unit_id = excluded.unit_id, lang = excluded.lang, password_hash = coalesce(excluded.password_hash, a.password_hash),
       password_due = case when excluded.password_hash is null then a.password_due else excluded.password_due end`,
    [JSON.stringify(accounts)],
  );
}

const COLUMNS = `id, name, org_path as "orgPath", grants, unit_id as "unitId", lang, password_hash as "passwordHash", disabled, password_due as "passwordDue"`;

type AccountRow = Omit<StoredAccount, "unitId"> & { unitId: string | null } & Row;

export const fromRow = ({ unitId, ...row }: AccountRow): StoredAccount => ({ ...row, ...(unitId === null ? {} : { unitId }) });

export async function findAccount(db: Db, id: string): Promise<StoredAccount | null> {
  const rows = await db.safeQuery<AccountRow>(`select ${COLUMNS} from tocsin.account where id = $1`, [id]);
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

export async function listAccounts(db: Db): Promise<StoredAccount[]> {
  return (await db.safeQuery<AccountRow>(`select ${COLUMNS} from tocsin.account order by id`)).map(fromRow);
}

/** A password that its owner has chosen, or one given by others, which is `due` to be changed. Answers whether the account exists. */
export async function setPassword(db: Db, id: string, passwordHash: string, due = false): Promise<boolean> {
  return (await db.safeQuery("update tocsin.account set password_hash = $2, password_due = $3 where id = $1 returning id", [id, passwordHash, due])).length === 1;
}

/** Disabling ends the account's sessions at once. Answers whether the account exists. */
export async function setDisabled(db: Db, id: string, disabled: boolean, at: number): Promise<boolean> {
  return db.transaction(async (query) => {
    const rows = await query("update tocsin.account set disabled = $2 where id = $1 returning id", [id, disabled]);
    if (disabled) await query("update tocsin.session set revoked_at = $2 where user_id = $1 and revoked_at is null", [id, at]);
    return rows.length === 1;
  });
}
