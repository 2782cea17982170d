import type { Page } from "playwright-core";

/**
 * Which of the words stand readable in what lies in the browser for this origin: every record of every database, every local and session
 * entry, the body of every cached answer, the cookies that scripts see. Bytes are read as the text that they would be; of a key it reads
 * whether it can be read back.
 */
export const readableIn = (page: Page, words: readonly string[]): Promise<string[]> =>
  page.evaluate(async (sought) => {
    const asText = (bytes: ArrayBuffer): string => new TextDecoder("utf-8").decode(bytes);
    async function textOf(value: unknown): Promise<string> {
      if (value instanceof CryptoKey) return `key that ${value.extractable ? "can" : "cannot"} be read back`;
      if (value instanceof Blob) return `${value.type} ${asText(await value.arrayBuffer())}`;
      if (value instanceof ArrayBuffer) return asText(value);
      if (value instanceof Uint8Array) return asText(new Uint8Array(value).buffer);
      if (typeof value !== "object" || value === null) return String(value);
      const pairs = value instanceof Map ? [...value.entries()] : Object.entries(value);
      return (await Promise.all(pairs.map(async ([name, each]) => `${String(name)}: ${await textOf(each)}`))).join("\n");
    }
    const done = <Value>(asked: IDBRequest<Value>): Promise<Value> => new Promise((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error ?? new Error("no answer"));
    });
    const found: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      const db = await done(indexedDB.open(name!));
      for (const store of db.objectStoreNames) found.push(`# ${name} ${store}`, ...(await Promise.all((await done(db.transaction(store).objectStore(store).getAll())).map(textOf))));
      db.close();
    }
    for (const storage of [localStorage, sessionStorage]) found.push("# entries", ...Object.entries(storage).map(([name, value]) => `${name}=${String(value)}`));
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) found.push(`# ${name} ${request.url}`, asText(await (await cache.match(request))!.arrayBuffer()));
    }
    const dump = [...found, document.cookie].join("\n");
    return sought.filter((word) => dump.includes(word));
  }, words);

/** How many rows of each kind lie in an app's safe, and which keys are beside them. */
export const safeOf = (page: Page, name: string): Promise<{ readonly rows: Readonly<Record<string, number>>; readonly keys: readonly string[] }> =>
  page.evaluate(async (safe) => {
    const done = <Value>(asked: IDBRequest<Value>): Promise<Value> => new Promise((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error ?? new Error("no answer"));
    });
    if (!(await indexedDB.databases()).some((each) => each.name === safe)) return { rows: {}, keys: [] };
    const db = await done(indexedDB.open(safe));
    const read = db.transaction(["rows", "keys"]);
    const [rows, keys] = await Promise.all([done(read.objectStore("rows").getAll()), done(read.objectStore("keys").get("now"))]) as [{ kind: string; under: string }[], Record<string, unknown> | undefined];
    db.close();
    const counts: Record<string, number> = {};
    for (const { kind, under } of rows) counts[`${kind} ${under}`] = (counts[`${kind} ${under}`] ?? 0) + 1;
    return { rows: counts, keys: Object.keys(keys ?? {}).filter((key) => keys?.[key] !== undefined).sort() };
  }, name);

const PLACES = ["local", "session", "cache", "database", "bytes", "picture"] as const;

/** In which places the search does not find a text that was put there in clear, for as long as it looks: in none, or it proves nothing. */
export async function missesPlanted(page: Page): Promise<string[]> {
  const plant = (there: boolean): Promise<void> =>
    page.evaluate(async (put) => {
      const words = (place: string): string => `明文 ${place}`;
      for (const [name, storage] of [["local", localStorage], ["session", sessionStorage]] as const) {
        if (put) storage.setItem("planted", words(name));
        else storage.removeItem("planted");
      }
      if (put) await (await caches.open("planted")).put("/planted", new Response(words("cache")));
      else await caches.delete("planted");
      await new Promise<void>((resolve) => {
        if (!put) return void (indexedDB.deleteDatabase("planted").onsuccess = () => resolve());
        const opening = indexedDB.open("planted");
        opening.onupgradeneeded = () => {
          const store = opening.result.createObjectStore("some", { autoIncrement: true });
          for (const value of [{ said: [words("database")] }, new TextEncoder().encode(words("bytes")), new Blob([words("picture")])]) store.put(value);
        };
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
      });
    }, there);
  await plant(true);
  const found = await readableIn(page, PLACES.map((place) => `明文 ${place}`));
  await plant(false);
  return PLACES.filter((place) => !found.includes(`明文 ${place}`));
}
