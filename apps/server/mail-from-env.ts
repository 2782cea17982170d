import { readFileSync } from "node:fs";
import { secretFilesOf } from "@tocsin/ledger/secret-file.ts";
import { ADDRESS, type MailOptions } from "@tocsin/notify/mail.ts";

/** Where seats reach the platform: no query, and nothing that would read as words of a mail. */
const SITE = /^https:\/\/[A-Za-z0-9.-]+(:\d{1,5})?(\/[A-Za-z0-9._~/-]*)?$/;
const SERVER = /^(smtps?):\/\/(?:([^@/\s]+)@)?([A-Za-z0-9.-]+):(\d{1,5})$/;

/** The city's mail server, from the environment; none by default. `smtp:` asks for STARTTLS and says nothing without it. @throws RangeError naming the variable that is wrong */
export function mailFromEnv(env: Readonly<Record<string, string | undefined>>): { readonly mail?: MailOptions; readonly site?: string } {
  const site = env["TOCSIN_SITE"] ?? "";
  if (site !== "" && !SITE.test(site)) throw new RangeError(`TOCSIN_SITE: 应为 https:// 开头的平台地址，不带参数 / must be the https:// address of the platform, without a query: ${site}`);
  const address = env["TOCSIN_SMTP_URL"] ?? "";
  const link = site === "" ? {} : { site };
  if (address === "") return link;
  const [, scheme, user = "", host, port] = SERVER.exec(address) ?? [];
  if (host === undefined) throw new RangeError(`TOCSIN_SMTP_URL: 应为 smtps://账号@主机:端口 或 smtp:// / must be smtps://user@host:port or smtp://: ${address}`);
  const from = env["TOCSIN_SMTP_FROM"] ?? "";
  if (!ADDRESS.test(from)) throw new RangeError(`TOCSIN_SMTP_FROM: 应为一个邮箱地址 / must be one address: ${from}`);
  const [passwordFile, caFile] = [env["TOCSIN_SMTP_PASSWORD_FILE"] ?? "", env["TOCSIN_SMTP_CA"] ?? ""];
  const password = passwordFile === "" ? "" : secretFilesOf(env).read(passwordFile).trim();
  return { ...link, mail: { host, port: Number(port), tls: scheme === "smtps", user: decodeURIComponent(user), password, from, ...(caFile === "" ? {} : { ca: readFileSync(caFile, "utf8") }) } };
}
