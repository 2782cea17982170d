import { createHash, randomUUID } from "node:crypto";
import type { PlatformRow } from "@tocsin/contract/linkage/wire.ts";
import { exchange, type Exchanged, type Limits } from "@tocsin/georeport/guarded-request.ts";
import { signedHeaders } from "@tocsin/identity/request-signature.ts";
import { systemClock } from "../../clock.ts";
import type { WireOptions } from "./platform-client.ts";

/** Posts JSON to another Tocsin, with the key that it gave us and signed where we sign. `more`: headers by the digest of the body, hex. */
export function postTo({ id, custody }: Required<Pick<PlatformRow, "custody">> & Pick<PlatformRow, "id">, path: string, value: object, { keys, signing, privateHosts }: WireOptions, limits: Omit<Limits, "privateHosts">, more: (digest: string) => Readonly<Record<string, string>> = () => ({})): Promise<Exchanged> {
  const body = JSON.stringify(value);
  const target = new URL(`${custody.url}${path}`);
  const key = keys.get(id);
  const digest = createHash("sha256").update(body).digest();
  const plain = {
    accept: "application/json", "user-agent": "Tocsin", "content-type": "application/json", "content-digest": `sha-256=:${digest.toString("base64")}:`,
    ...more(digest.toString("hex")), ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
  };
  const signed = signing === undefined ? {} : signedHeaders({ method: "POST", target: target.pathname, headers: plain }, signing, { now: systemClock.now(), nonce: randomUUID() });
  return exchange({ method: "POST", url: target, headers: { ...plain, ...signed }, body }, { ...limits, privateHosts });
}
