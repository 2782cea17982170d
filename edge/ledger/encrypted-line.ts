import { BlockList, isIP } from "node:net";

/** Hosts that are reached without leaving this machine, or through a tunnel that encrypts below us (VPN, IPsec, WireGuard): to them alone plain protocols are spoken. */
export interface ClearHosts {
  has(host: string): boolean;
}

const familyOf = (address: string): "ipv4" | "ipv6" => (isIP(address) === 6 ? "ipv6" : "ipv4");
const bare = (host: string): string => host.replace(/^\[|\]$/g, "").replace(/^::ffff:(?=\d+\.)/i, "").toLowerCase();

const HERE = new BlockList();
HERE.addSubnet("127.0.0.0", 8, "ipv4");
HERE.addAddress("::1", "ipv6");

/** Whether a host is this machine itself: the loopback, or a socket in a folder. */
export function isHere(host: string): boolean {
  const name = bare(host);
  return name === "" || name === "localhost" || name.startsWith("/") || (isIP(name) !== 0 && HERE.check(name, familyOf(name)));
}

/** Addresses, networks (`10.8.0.0/16`) and names, as they are given. @throws RangeError naming the entry that is none */
export function hostList(entries: readonly string[]): ClearHosts {
  const [names, addresses] = [new Set<string>(), new BlockList()];
  for (const entry of entries) {
    const [address = "", prefix] = bare(entry).split("/");
    if (isIP(address) === 0 && (prefix !== undefined || !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(address))) throw new RangeError(`${entry}: 应为地址、网段或主机名 / is no address, network or name`);
    if (isIP(address) === 0) names.add(address);
    else if (prefix === undefined) addresses.addAddress(address, familyOf(address));
    else if (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (isIP(address) === 4 ? 32 : 128)) addresses.addSubnet(address, Number(prefix), familyOf(address));
    else throw new RangeError(`${entry}: 应为地址、网段或主机名 / is no address, network or name`);
  }
  return { has: (host) => names.has(bare(host)) || (isIP(bare(host)) !== 0 && addresses.check(bare(host), familyOf(bare(host)))) };
}

/** `TOCSIN_TUNNELLED`: hosts behind an encrypting tunnel, with commas. @throws RangeError */
export const tunnelledOf = (env: Readonly<Record<string, string | undefined>>): ClearHosts =>
  hostList((env["TOCSIN_TUNNELLED"] ?? "").split(",").map((entry) => entry.trim()).filter((entry) => entry !== ""));

export const mayBeClear = (host: string, tunnelled: ClearHosts): boolean => isHere(host) || tunnelled.has(host);

/**
 * Refuses a database beyond this machine whose certificate and name are not checked. `sslmode=verify-full` is the one word that every
 * client of PostgreSQL reads the same way; `sslrootcert` names the authority where it is none that the machine knows.
 * @throws RangeError naming the variable
 */
export function checkDatabaseLine(name: string, url: string, tunnelled: ClearHosts): void {
  const { hostname, searchParams } = new URL(url);
  const hosts = [searchParams.get("host") ?? hostname, searchParams.get("hostaddr") ?? ""].map(decodeURIComponent);
  if (hosts.every((host) => mayBeClear(host, tunnelled))) return;
  const modes = searchParams.getAll("sslmode");
  // A second word about TLS would speak against the first: the last one counts.
  if (modes.length === 1 && modes[0] === "verify-full" && !searchParams.has("ssl") && !searchParams.has("uselibpqcompat")) return;
  throw new RangeError(
    `${name}: 数据库不在本机，地址须写明 sslmode=verify-full（自建机构另加 sslrootcert=根证书文件），或将经加密隧道到达的主机列入 TOCSIN_TUNNELLED / ` +
      `the database is on another machine: its URL must say sslmode=verify-full (and sslrootcert=FILE for an authority of your own), or its host must be named in TOCSIN_TUNNELLED as reached through an encrypting tunnel`,
  );
}
