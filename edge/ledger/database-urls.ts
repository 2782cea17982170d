import { checkDatabaseLine, tunnelledOf } from "./encrypted-line.ts";
import { secretFilesOf } from "./secret-file.ts";

/** How an external database is reached; see start-database.ts for what each URL is for. */
export interface DatabaseUrls {
  readonly adminUrl: string | undefined;
  readonly serverUrl: string | undefined;
}

/**
 * From the environment: `DATABASE_URL` and `TOCSIN_APP_URL`, or, since a password may stand in them, the files that hold them,
 * `DATABASE_URL_FILE` and `TOCSIN_APP_URL_FILE`, which a vault seals as it does every file of secrets.
 * @throws RangeError naming the variable that is wrong; UnreadableSecret
 */
export function databaseUrls(env: Readonly<Record<string, string | undefined>>): DatabaseUrls {
  const tunnelled = tunnelledOf(env);
  const urlOf = (name: string): string | undefined => {
    const [given = "", file = ""] = [env[name], env[`${name}_FILE`]];
    if (given !== "" && file !== "") throw new RangeError(`${name}_FILE: 与 ${name} 只能给出一个 / give it or ${name}, not both`);
    const url = file === "" ? given : secretFilesOf(env).read(file).trim();
    if (url === "" && file === "") return undefined;
    if (!URL.canParse(url)) throw new RangeError(`${file === "" ? name : `${name}_FILE`}: 不是数据库地址 / is no URL of a database`);
    checkDatabaseLine(name, url, tunnelled);
    return url;
  };
  return { adminUrl: urlOf("DATABASE_URL"), serverUrl: urlOf("TOCSIN_APP_URL") };
}
