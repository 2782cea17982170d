import { link, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { processIdentity } from "./process-identity.ts";

/**
 * One server per data folder.
 *
 * Each contender first announces itself with a file of its own and only then looks at the others' files; it has the folder
 * when it sees no other living process. Of two contenders at least one looks after both have announced, so never two have
 * it. Who meets another contender withdraws and tries again after a random while; who meets a holder (it has a second
 * file) gives up. Files of dead processes have names that nobody uses again, so anyone may delete them at any time.
 */
export interface FolderLock {
  release(): Promise<void>;
}

export class FolderInUse extends Error {
  override name = "FolderInUse";
}

const ANNOUNCED = "server.lock.";
const HELD = "server.held.";

interface Holder {
  pid: number;
  identity: string | null;
}

/** Who left a lock file, when that process still lives. */
async function livingHolder(path: string): Promise<Holder | null> {
  try {
    const holder = JSON.parse(await readFile(path, "utf8")) as Holder;
    return holder.identity !== null && (await processIdentity(holder.pid)) === holder.identity ? holder : null;
  } catch {
    return null;
  }
}

/** The living others by what they have; files of dead ones are deleted. */
async function lookAround(folder: string, mine: string): Promise<{ announced: Holder[]; held: Holder[] }> {
  const found = { announced: [] as Holder[], held: [] as Holder[] };
  for (const name of await readdir(folder)) {
    const list = name.startsWith(HELD) ? found.held : name.startsWith(ANNOUNCED) ? found.announced : null;
    if (list === null || name === ANNOUNCED + mine || name === HELD + mine) continue;
    const holder = await livingHolder(join(folder, name));
    if (holder === null) await rm(join(folder, name), { force: true });
    else list.push(holder);
  }
  return found;
}

let count = 0;

/** @throws FolderInUse naming the process that holds the folder. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const mine = `${process.pid}-${Date.now()}-${++count}`;
  const announced = join(folder, ANNOUNCED + mine);
  const held = join(folder, HELD + mine);
  const unfinished = join(folder, `server.new.${mine}`);
  const text = JSON.stringify({ pid: process.pid, identity: await processIdentity(process.pid) });
  for (let attempt = 0; attempt < 200; attempt++) {
    // Under its final name the file appears whole: a half-written one would look like a dead process's.
    await writeFile(unfinished, text);
    await rename(unfinished, announced);
    const others = await lookAround(folder, mine);
    if (others.held.length === 0 && others.announced.length === 0) {
      await link(announced, held);
      return {
        async release() {
          await rm(held, { force: true });
          await rm(announced, { force: true });
        },
      };
    }
    await rm(announced, { force: true });
    const holder = others.held[0];
    if (holder) throw new FolderInUse(`${folder} is in use by process ${holder.pid}: only one server may work on a data folder`);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 50));
  }
  throw new FolderInUse(`${folder}: other servers are starting on it at the same time`);
}
