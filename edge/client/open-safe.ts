import { openDB, type DBSchema } from "idb";
import { memorySafe, sealedSafe, type Keys, type Row, type Rows, type Safe } from "./safe.ts";
import { hasCipher } from "./sealed.ts";

interface Stores extends DBSchema {
  keys: { key: string; value: Keys };
  rows: { key: [string, string]; value: Row; indexes: { kind: string } };
}
const NOW = "now";

async function openRows(name: string): Promise<Rows> {
  const opening = openDB<Stores>(name, 1, {
    upgrade(db) {
      db.createObjectStore("keys");
      db.createObjectStore("rows", { keyPath: ["kind", "id"] }).createIndex("kind", "kind");
    },
    // A tab of a newer build waits for this one to let go.
    blocking: () => void opening.then((db) => db.close()),
  });
  const db = await opening;
  return {
    async read(kind, id) {
      const transaction = db.transaction(["keys", "rows"]);
      const store = transaction.objectStore("rows");
      const asked = kind === undefined ? store.getAll() : id === undefined ? store.index("kind").getAll(kind) : store.get([kind, id]).then((row) => (row ? [row] : []));
      const [keys = {}, rows] = await Promise.all([transaction.objectStore("keys").get(NOW), asked]);
      return { keys, rows };
    },
    async write({ puts = [], drops = [], keys }) {
      // What goes with the sign-in may be lost with the power: it comes anew from the server.
      const passing = drops.length === 0 && puts.every(({ of }) => of === null);
      const transaction = db.transaction(["keys", "rows"], "readwrite", { durability: passing ? "relaxed" : "strict" });
      const store = transaction.objectStore("rows");
      await Promise.all([...puts.map((row) => store.put(row)), ...drops.map(({ kind, id }) => store.delete([kind, id])), ...(keys ? [transaction.objectStore("keys").put(keys, NOW)] : []), transaction.done]);
    },
  };
}

/** The safe of an app in this browser. `told` hears how many kept things could not be opened. */
export async function openSafe(name: string, told: (count: number) => void): Promise<Safe> {
  if (!hasCipher() || !("locks" in navigator)) return memorySafe();
  try {
    return sealedSafe(await openRows(name), (work) => navigator.locks.request(`${name} safe`, work), told);
  } catch {
    return memorySafe();
  }
}
