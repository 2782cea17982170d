import { execFile } from "node:child_process";
import { chown } from "node:fs/promises";
import { promisify } from "node:util";

/** PostgreSQL refuses to run as root: then it runs as the user `postgres`, made when absent. */
export interface RunAs {
  uid?: number;
  gid?: number;
}

const run = promisify(execFile);
const USER = "postgres";

async function lookUp(): Promise<Required<RunAs> | null> {
  try {
    const [uid, gid] = await Promise.all(["-u", "-g"].map(async (flag) => Number((await run("id", [flag, USER])).stdout)));
    return { uid: uid!, gid: gid! };
  } catch {
    return null;
  }
}

/** Empty when the process is not root. @throws Error when there is no such user and none can be made. */
export async function postgresUser(): Promise<RunAs> {
  if (process.getuid?.() !== 0) return {};
  const known = await lookUp();
  if (known) return known;
  const attempts: [string, string[]][] = [
    ["useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", USER]],
    ["adduser", ["-S", "-D", "-H", USER]],
  ];
  for (const [command, args] of attempts) {
    await run(command, args).catch(() => undefined);
    const made = await lookUp();
    if (made) return made;
  }
  throw new Error("running as root, and no user 'postgres' exists or can be made: start as another user, or give DATABASE_URL");
}

/** Hands a file or folder to the user that PostgreSQL runs as. */
export async function handOver(path: string, user: RunAs): Promise<void> {
  if (user.uid !== undefined && user.gid !== undefined) await chown(path, user.uid, user.gid);
}
