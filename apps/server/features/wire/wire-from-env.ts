import { createPrivateKey } from "node:crypto";
import { type SecretFiles, secretFilesOf } from "@tocsin/ledger/secret-file.ts";
import type { WireOptions } from "./platform-client.ts";

const isSet = (value: string | undefined): value is string => value !== undefined && value !== "";

/** Lines `platform:key`; `#` begins a comment. @throws RangeError naming the line that is wrong. */
function readKeys(path: string, secrets: SecretFiles): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const [index, line] of secrets.read(path).split(/\r?\n/).entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const [, platform, key] = /^([A-Z0-9][A-Z0-9_-]*):([\x21-\x7e]{1,500})$/.exec(line.trim()) ?? [];
    if (platform === undefined || key === undefined) throw new RangeError(`${path}:${index + 1} 应为 平台编号:密钥 / must be platform:key`);
    keys.set(platform, key);
  }
  return keys;
}

/** How other platforms are reached, from the environment (server-options.ts); nothing where none of it is set. @throws RangeError naming what is wrong. */
export function wireFromEnv(env: Readonly<Record<string, string | undefined>>): { readonly wire?: WireOptions } {
  const [keysFile, privateHosts, signingFile, signingId] = ["TOCSIN_PLATFORM_KEYS", "TOCSIN_PLATFORM_PRIVATE", "TOCSIN_PLATFORM_SIGNING", "TOCSIN_PLATFORM_SIGNING_ID"].map((name) => env[name]);
  if (![keysFile, privateHosts, signingFile].some(isSet)) return {};
  if (isSet(signingFile) && !isSet(signingId)) throw new RangeError("TOCSIN_PLATFORM_SIGNING_ID: 请给出密钥名 / give the name of the key");
  const hosts = (privateHosts ?? "").split(",").map((host) => host.trim()).filter(isSet);
  const odd = hosts.find((host) => !/^[^\s:/]+:\d{1,5}$|^\[[0-9a-f:]+\]:\d{1,5}$/.test(host));
  if (odd !== undefined) throw new RangeError(`TOCSIN_PLATFORM_PRIVATE: 应为 主机:端口 / must be host:port: ${odd}`);
  const secrets = secretFilesOf(env);
  return {
    wire: {
      keys: isSet(keysFile) ? readKeys(keysFile, secrets) : new Map(),
      privateHosts: new Set(hosts),
      ...(isSet(signingFile) && isSet(signingId) ? { signing: { id: signingId, key: createPrivateKey(secrets.read(signingFile)) } } : {}),
    },
  };
}
