import type { FastifyRequest } from "fastify";

export type BrowserApp = "console" | "field";

/** Hosts of their own for the two apps, without a port; each is served, and keeps its session in a cookie, at its own alone (ASVS V3.5.4). */
export type AppHosts = Readonly<Record<BrowserApp, string>>;

const NAMES: Readonly<Record<BrowserApp, string>> = { console: "TOCSIN_CONSOLE_HOST", field: "TOCSIN_FIELD_HOST" };
const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

/** None where one host has both. @throws RangeError naming the variable that is missing or wrong */
export function appHostsFromEnv(env: Readonly<Record<string, string | undefined>>): AppHosts | undefined {
  const given = (app: BrowserApp): string => (env[NAMES[app]] ?? "").toLowerCase();
  const hosts: AppHosts = { console: given("console"), field: given("field") };
  if (hosts.console === "" && hosts.field === "") return undefined;
  for (const app of ["console", "field"] as const) {
    if (hosts[app] === "") throw new RangeError(`${NAMES[app]}: 指挥席与移动端的主机名须同时给出 / the hosts of console and field app must be given together`);
    if (!HOST.test(hosts[app])) throw new RangeError(`${NAMES[app]}: 应为主机名，不带协议与端口 / must be a host name without protocol and port: ${env[NAMES[app]]}`);
  }
  if (hosts.console === hosts.field) throw new RangeError(`${NAMES.field}: 须与指挥席的主机名不同 / must be another host than the console's: ${hosts.field}`);
  return hosts;
}

/** The app that is at home at the host that was asked; BOTH where they share one, null where neither is. */
export function appAt(hosts: AppHosts | undefined, { hostname }: Pick<FastifyRequest, "hostname">): BrowserApp | "BOTH" | null {
  if (hosts === undefined) return "BOTH";
  const host = hostname.toLowerCase();
  return host === hosts.console ? "console" : host === hosts.field ? "field" : null;
}
