import { newKey, seal, unseal, type Key, type Plain, type Sealed } from "./sealed.ts";

/** One thing to keep. `of` is the account whose it is: it outlives the sign-in, and opens where that account signs in again. Null: it goes with the sign-in. */
export interface Thing {
  readonly kind: string;
  /** Unique among all kinds. */
  readonly id: string;
  readonly of: string | null;
  /** Whatever JSON can say. */
  readonly head: unknown;
  readonly parts?: readonly Blob[];
}
export type Edit = { readonly keep: Thing } | { readonly drop: Pick<Thing, "kind" | "id"> };
export interface Kept extends Plain {
  readonly id: string;
}

/** What an app keeps in a browser: nothing of it lies there in clear (ASVS V14.3.3). */
export interface Safe {
  /** Whether what is kept outlives the page. */
  readonly lasts: boolean;
  get(kind: string, id: string): Promise<Kept | undefined>;
  /** All of a kind that opens here and now. */
  all(kind: string): Promise<readonly Kept[]>;
  /** All or none. */
  change(...edits: readonly Edit[]): Promise<void>;
  /** The account is here: what it has left opens again, and what is its own is sealed under its key from now on. */
  own(userId: string, key: () => Promise<Key>): Promise<void>;
  /** The sign-in is over: its key is destroyed with all that lay under it, and the account's key is forgotten. */
  leave(): Promise<void>;
  /** Rows that another build has sealed for an account. */
  adopt(rows: readonly Row[]): Promise<void>;
}

export interface Row extends Sealed, Pick<Thing, "kind" | "id" | "of"> {
  /** The sign-in's own key, made on this device, or the account's, which the server makes for whoever is signed in. */
  readonly under: "SIGN_IN" | "ACCOUNT";
}
export interface Keys {
  readonly signIn?: Key | undefined;
  readonly account?: { readonly userId: string; readonly key: Key } | undefined;
}
/** Where rows and keys lie. */
export interface Rows {
  /** As of one moment. */
  read(kind?: string, id?: string): Promise<{ readonly keys: Keys; readonly rows: readonly Row[] }>;
  /** All or none. `keys` take the place of those of before. */
  write(change: { readonly puts?: readonly Row[]; readonly drops?: readonly Pick<Row, "kind" | "id">[]; readonly keys?: Keys }): Promise<void>;
}

const about = ({ of, id }: Pick<Row, "of" | "id">): string => `${of ?? ""} ${id}`;
const keyFor = (keys: Keys, { of, under }: Row): Key | undefined => (under === "SIGN_IN" ? keys.signIn : keys.account?.userId === of ? keys.account.key : undefined);
const openWith = async (key: Key | undefined, row: Row): Promise<Plain | undefined> => key && unseal(key, about(row), row).catch(() => undefined);

/** The row under the account's key. */
const underAccount = async (key: Key, { kind, id, of }: Row, { head, rest }: Plain): Promise<Row> => ({ kind, id, of, under: "ACCOUNT", ...(await seal(key, about({ of, id }), head, [rest])) });

/**
 * What is bound to an account lies under the account's key as soon as that is here, so that nothing needs to be done at the end but to
 * forget a key. `alone` lets one change at a time, over all windows. `told` hears how many things could not be opened: what lay under
 * the sign-in's key never can be and is dropped; what lies under an account's stays, since the server may have that key again.
 */
export function sealedSafe(rows: Rows, alone: <Value>(work: () => Promise<Value>) => Promise<Value>, told: (count: number) => void): Safe {
  async function opened({ keys, rows: found }: Awaited<ReturnType<Rows["read"]>>): Promise<Kept[]> {
    const tried = await Promise.all(found.map(async (row) => ({ row, plain: await openWith(keyFor(keys, row), row) })));
    const broken = tried.flatMap(({ row, plain }) => (plain === undefined && row.under === "SIGN_IN" ? [row] : []));
    if (broken.length > 0) await drop(broken);
    return tried.flatMap(({ row, plain }) => (plain ? [{ id: row.id, ...plain }] : []));
  }

  /** Unless another has taken their place meanwhile. */
  const drop = (broken: readonly Row[]): Promise<void> =>
    alone(async () => {
      const now = new Set((await rows.read()).rows.map(({ nonce }) => String(nonce)));
      const drops = broken.filter(({ nonce }) => now.has(String(nonce)));
      if (drops.length === 0) return;
      await rows.write({ drops });
      told(drops.length);
    });

  async function sealed(keys: Keys, signIn: Key, { kind, id, of, head, parts }: Thing): Promise<Row> {
    const account = of !== null && keys.account?.userId === of ? keys.account.key : undefined;
    return { kind, id, of, under: account ? "ACCOUNT" : "SIGN_IN", ...(await seal(account ?? signIn, about({ of, id }), head, parts)) };
  }

  return {
    lasts: true,
    get: async (kind, id) => (await opened(await rows.read(kind, id)))[0],
    all: async (kind) => opened(await rows.read(kind)),
    change: (...edits) =>
      alone(async () => {
        const drops = edits.flatMap((edit) => ("drop" in edit ? [edit.drop] : []));
        if (drops.length === edits.length) return rows.write({ drops });
        const { keys } = await rows.read("", "");
        const signIn = keys.signIn ?? (await newKey());
        const puts = await Promise.all(edits.flatMap((edit) => ("keep" in edit ? [sealed(keys, signIn, edit.keep)] : [])));
        await rows.write({ puts, drops, ...(keys.signIn ? {} : { keys: { ...keys, signIn } }) });
      }),
    async own(userId, ask) {
      const key = await ask();
      await alone(async () => {
        const { keys, rows: all } = await rows.read();
        const puts: Row[] = [];
        let shut = 0;
        for (const row of all.filter(({ of }) => of === userId)) {
          if (row.under === "ACCOUNT" && (await openWith(key, row))) continue;
          const plain = await openWith(keyFor(keys, row), row);
          if (plain) puts.push(await underAccount(key, row, plain));
          else if (row.under === "ACCOUNT") shut++;
        }
        await rows.write({ puts, keys: { ...keys, account: { userId, key } } });
        if (shut > 0) told(shut);
      });
    },
    leave: () =>
      alone(async () => {
        const { keys, rows: all } = await rows.read();
        const puts: Row[] = [];
        const drops = all.filter(({ of }) => of === null);
        let stays = false;
        for (const row of all.filter(({ of, under }) => of !== null && under === "SIGN_IN")) {
          const plain = await openWith(keys.signIn, row);
          if (!plain) drops.push(row);
          else if (keys.account?.userId === row.of) puts.push(await underAccount(keys.account.key, row, plain));
          // The account's key never came: rather than lose what was done, the sign-in's key stays with it.
          else stays = true;
        }
        await rows.write({ puts, drops, keys: stays ? { signIn: keys.signIn } : {} });
      }),
    adopt: (strange) => alone(() => rows.write({ puts: strange })),
  };
}

/** Where there is no cipher, or the browser keeps nothing: all of it lives as long as the page, and nothing touches the disk. */
export function memorySafe(): Safe {
  const things = new Map<string, Kept & Pick<Thing, "kind" | "of">>();
  let here: string | null = null;
  const shown = (kind: string): Kept[] => [...things.values()].filter((thing) => thing.kind === kind && (thing.of === null || thing.of === here));
  return {
    lasts: false,
    get: async (kind, id) => shown(kind).find((thing) => thing.id === id),
    all: async (kind) => shown(kind),
    async change(...edits) {
      for (const edit of edits) {
        if ("drop" in edit) things.delete(`${edit.drop.kind} ${edit.drop.id}`);
        else things.set(`${edit.keep.kind} ${edit.keep.id}`, { ...edit.keep, rest: await new Blob([...(edit.keep.parts ?? [])]).arrayBuffer() });
      }
    },
    own: async (userId) => void (here = userId),
    async leave() {
      here = null;
      for (const [name, { of }] of things) if (of === null) things.delete(name);
    },
    adopt: async () => undefined,
  };
}
