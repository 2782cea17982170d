import { X509Certificate } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import type { Server } from "node:https";
import type { SecretFiles } from "@tocsin/ledger/secret-file.ts";
import { createSecureContext, getCACertificates, rootCertificates } from "node:tls";
import { startRounds } from "../rounds.ts";

/** Files of the server's own certificate, PEM: the chain with its own first, its key, and, where devices trust an authority of the city's own, that one's. */
export interface TlsFiles {
  readonly certificate: string;
  readonly key: string;
  readonly authority?: string;
}

export interface TlsPair {
  readonly cert: string;
  readonly key: string;
}

/** TLS 1.2 and 1.3 alone, forward-secret and authenticated ciphers alone, ours first (BCP 195, RFC 9325). OpenSSL's groups are its own, the hybrid with ML-KEM first. */
export const TLS_RULES = {
  minVersion: "TLSv1.2",
  maxVersion: "TLSv1.3",
  ciphers: [
    "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256",
    "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-ECDSA-CHACHA20-POLY1305", "ECDHE-RSA-CHACHA20-POLY1305", "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-GCM-SHA256",
  ].join(":"),
  honorCipherOrder: true,
} as const;

/** A caller that opens a connection and does not shake hands within this time is let go, ms. */
export const HANDSHAKE_WITHIN_MS = 10_000;

const chainOf = (pem: string): X509Certificate[] => (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map((one) => new X509Certificate(one));

/** Certificate and key as they lie there now. @throws RangeError naming the file that is wrong, or both where they do not belong together */
export async function readPair(files: TlsFiles, secrets: SecretFiles): Promise<TlsPair> {
  const [cert, key] = [readFileSync(files.certificate, "utf8"), await secrets.readBeside(files.key)];
  try {
    createSecureContext({ ...TLS_RULES, cert, key });
    if (chainOf(cert).length === 0) throw new Error("no certificate");
  } catch (error) {
    throw new RangeError(`${files.certificate}, ${files.key}: 证书与私钥不能用，或不是一对 / certificate and key cannot be used, or do not belong together (${error instanceof Error ? error.message : String(error)})`, { cause: error });
  }
  return { cert, key };
}

/** What is wrong with a certificate: names of missing parts, each of which every seat is told. */
export const CERTIFICATE_PARTS = ["certificate-expired", "certificate-expiring", "certificate-untrusted", "certificate-unread"] as const;
type CertificatePart = (typeof CERTIFICATE_PARTS)[number];

/** So long before its end somebody must see to the next one: longer than the rounds of the usual renewers, ms. */
const SOON_MS = 14 * 86_400_000;

const issuedBy = (one: X509Certificate, issuer: X509Certificate): boolean => one.checkIssued(issuer) && one.verify(issuer.publicKey);

/** Whether a chain leads to one of the roots; a self-signed certificate leads nowhere, unless it is itself one of them. */
function leadsTo(chain: readonly X509Certificate[], roots: readonly X509Certificate[]): boolean {
  const known = new Set(roots.map(({ fingerprint256 }) => fingerprint256));
  let [last] = chain;
  for (const next of chain.slice(1)) if (last !== undefined && !known.has(last.fingerprint256) && issuedBy(last, next)) last = next;
  const end = last;
  return end !== undefined && (known.has(end.fingerprint256) || roots.some((root) => root.subject === end.issuer && issuedBy(end, root)));
}

/** Roots that devices trust: those of browsers and of this machine, and the authority that the operator names. */
export const trustedRoots = (authority?: string): readonly X509Certificate[] =>
  [...new Set([...rootCertificates, ...getCACertificates("system"), ...(authority === undefined ? [] : chainOf(authority).map(String))])].map((pem) => new X509Certificate(pem));

/** What is to be said of a chain at an instant, ms UTC. */
export function certificateFaults(pem: string, roots: readonly X509Certificate[], now: number): readonly CertificatePart[] {
  const chain = chainOf(pem);
  const [begins, ends] = [Math.max(...chain.map(({ validFrom }) => Date.parse(validFrom))), Math.min(...chain.map(({ validTo }) => Date.parse(validTo)))];
  return [
    ...(now >= begins && now < ends ? (ends - now <= SOON_MS ? (["certificate-expiring"] as const) : []) : (["certificate-expired"] as const)),
    ...(leadsTo(chain, roots) ? [] : (["certificate-untrusted"] as const)),
  ];
}

const stampOf = (files: TlsFiles): string => [files.certificate, files.key].map((path) => `${statSync(path).mtimeMs} ${statSync(path).size}`).join(" ");

export interface CertificateWatch {
  /** The pair in use. */
  readonly pair: () => TlsPair;
  /** Looks at the files now, takes a new pair up, and says what is wrong. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

export interface CertificateWatchDeps {
  readonly server: Pick<Server, "setSecureContext">;
  readonly secrets: SecretFiles;
  readonly missing: { down(part: string): void; up(part: string): void };
  readonly now: () => number;
  readonly report: (what: string, error: unknown) => void;
}

const LOOK_EVERY_MS = 30_000;

/** Follows the files while the server runs: a renewed certificate is in use within half a minute, a spoilt one never, and every seat is told of what is wrong (ASVS V12.2.2). */
export function watchCertificate(files: TlsFiles, first: TlsPair, { server, secrets, missing, now, report }: CertificateWatchDeps, automatic = true): CertificateWatch {
  const roots = trustedRoots(files.authority === undefined ? undefined : readFileSync(files.authority, "utf8"));
  let pair = first;
  let stamp = "";
  let unread = false;
  const takeUp = async (): Promise<void> => {
    try {
      const found = stampOf(files);
      if (found === stamp) return;
      const next = await readPair(files, secrets);
      if (next.cert !== pair.cert || next.key !== pair.key) server.setSecureContext({ ...TLS_RULES, ...next });
      [pair, stamp, unread] = [next, found, false];
    } catch (error) {
      if (!unread) report("certificate", error);
      unread = true;
    }
  };
  const tell = (): void => {
    const faults = new Set<string>([...certificateFaults(pair.cert, roots, now()), ...(unread ? ["certificate-unread"] : [])]);
    for (const part of CERTIFICATE_PARTS) (faults.has(part) ? missing.down : missing.up)(part);
  };
  const look = (): Promise<void> => takeUp().then(tell);
  tell();
  const rounds = startRounds({ everyMs: LOOK_EVERY_MS, round: look, failed: (error) => report("certificate", error), automatic });
  return { pair: () => pair, look, stop: () => rounds.stop() };
}
