import { MOST_KEYS, type MadeKey } from "@tocsin/contract/identity/machine-keys.ts";
import type { ClientRow } from "@tocsin/contract/organisation/machine-client.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import { keyMatches, keyPrefix, newMachineKey } from "@tocsin/identity/machine-key.ts";
import { DAY } from "@tocsin/kernel/instant.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { addKey, findKey, heldKeys, revokeKey, takeNonce, touchKey, type StoredKey } from "@tocsin/ledger/machine-keys.ts";
import { noteDeletions } from "@tocsin/ledger/personal/keys-folder.ts";
import { systemClock } from "../../clock.ts";
import type { Session } from "../../session.ts";
import type { FoundSeat } from "../identity/seats.ts";

export interface ClientsDeps {
  readonly db: Db;
  readonly city: CityIndex;
  /** Folder of the list of what was deleted and revoked, outside the database (keys-folder.ts). */
  readonly keysDir: string;
  readonly report: (what: string, error: unknown) => void;
}

/** A machine that has shown a key of its own. */
export interface FoundMachine extends FoundSeat {
  readonly machine: ClientRow;
}

/** Machines of the city's `clients.yaml` and their keys, which live by the machine's clock. */
export interface Clients {
  /** Null for what is no key of a machine, holds no more, or whose client the city has taken out of its file. */
  find(key: string): Promise<FoundMachine | null>;
  /** Of these, keys that still hold: an open stream ends with its key. */
  holding(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Organisation path of a client; null when there is none. */
  pathOf(client: string): string | null;
  keys(): Promise<readonly StoredKey[]>;
  /** Null when the client has as many keys as it may. */
  make(client: string, days: number, by: string): Promise<MadeKey | null>;
  revoke(client: string, prefix: string): Promise<boolean>;
  /** False when this nonce was sent before. */
  takeNonce(client: string, nonce: string): Promise<boolean>;
}

/** A key that was looked up a moment ago is not looked up again: revoked elsewhere, it ends here within this time. */
const RECENT_MS = 1_000;
const MOST_RECENT = 1_000;
const idOf = (prefix: string): string => `key/${prefix}`;

export function openClients({ db, city, keysDir, report }: ClientsDeps): Clients {
  const rows = new Map(city.city.clients.map((row) => [row.id, row]));
  const recent = new Map<string, { readonly key: StoredKey | null; readonly until: number }>();
  const pathOf = (org: string): string => city.org.get(org)?.path ?? org;
  const lookUp = async (prefix: string): Promise<StoredKey | null> => {
    const now = systemClock.now();
    const known = recent.get(prefix);
    if (known !== undefined && known.until > now) return known.key;
    const key = await findKey(db, prefix, now);
    if (recent.size >= MOST_RECENT) recent.clear();
    recent.set(prefix, { key, until: now + RECENT_MS });
    if (key !== null) touchKey(db, prefix, now).catch((error: unknown) => report("use of a machine's key", error));
    return key;
  };
  return {
    async find(text) {
      const prefix = keyPrefix(text);
      const key = prefix === null ? null : await lookUp(prefix);
      const row = key === null ? undefined : rows.get(key.client);
      if (key === null || row === undefined || !keyMatches(text, key.keyHash)) return null;
      const session: Session = { userId: `client/${row.id}`, name: row.name, grants: [{ role: row.role, orgPath: pathOf(row.org) }], unitId: null, agency: row.agency ?? "POLICE" };
      return { id: idOf(key.prefix), session, locked: false, secondFactor: "OFF", passwordDue: false, renewed: null, machine: row };
    },
    async holding(ids) {
      if (!ids.some((id) => id.startsWith("key/"))) return new Set();
      const held = new Set((await heldKeys(db, systemClock.now())).filter(({ client }) => rows.has(client)).map(({ prefix }) => idOf(prefix)));
      for (const prefix of recent.keys()) if (!held.has(idOf(prefix))) recent.delete(prefix);
      return new Set(ids.filter((id) => held.has(id)));
    },
    pathOf: (client) => {
      const row = rows.get(client);
      return row === undefined ? null : pathOf(row.org);
    },
    keys: () => heldKeys(db, systemClock.now()),
    async make(client, days, by) {
      const { key, prefix, keyHash } = newMachineKey();
      const madeAt = systemClock.now();
      const expiresAt = madeAt + days * DAY;
      return (await addKey(db, { prefix, client, keyHash, madeAt, madeBy: by, expiresAt }, MOST_KEYS)) ? { key, prefix, expiresAt } : null;
    },
    async revoke(client, prefix) {
      const now = systemClock.now();
      // Noted first: a backup of before must not bring it back.
      if ((await heldKeys(db, now)).some((key) => key.client === client && key.prefix === prefix)) await noteDeletions(keysDir, [{ what: "machine", id: prefix }]);
      const revoked = await revokeKey(db, client, prefix, now);
      recent.delete(prefix);
      return revoked;
    },
    takeNonce: (client, nonce) => takeNonce(db, client, nonce, systemClock.now()),
  };
}
