import { generateKeyPairSync, randomBytes, webcrypto } from "node:crypto";
import { AuthorityKeyIdentifierExtension, BasicConstraintsExtension, ExtendedKeyUsage, ExtendedKeyUsageExtension, type GeneralNameType, KeyUsageFlags, KeyUsagesExtension, SubjectAlternativeNameExtension, SubjectKeyIdentifierExtension, X509CertificateGenerator, cryptoProvider } from "@peculiar/x509";

/** A certificate with its key, PEM. */
export interface Issued {
  readonly cert: string;
  readonly key: string;
}

/** An authority of a test's own: what it issues is as real as any other to a TLS client that is told its certificate. */
export interface SoftAuthority {
  readonly cert: string;
  issue(names: readonly string[], days?: { readonly from?: number; readonly until?: number }): Promise<Issued>;
}

const SIGNING = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const DAY_MS = 86_400_000;
const crypto = webcrypto as unknown as Crypto;
cryptoProvider.set(crypto);

async function newPair(): Promise<{ readonly pair: CryptoKeyPair; readonly pem: string }> {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const load = (kind: "pkcs8" | "spki", der: Buffer, use: KeyUsage[]): Promise<CryptoKey> => crypto.subtle.importKey(kind, new Uint8Array(der), SIGNING, true, use);
  const pair = { privateKey: await load("pkcs8", privateKey.export({ type: "pkcs8", format: "der" }), ["sign"]), publicKey: await load("spki", publicKey.export({ type: "spki", format: "der" }), ["verify"]) };
  return { pair, pem: privateKey.export({ type: "pkcs8", format: "pem" }) as string };
}

const nameType = (name: string): GeneralNameType => (/^[\d.]+$|:/.test(name) ? "ip" : "dns");
const serial = (): string => `00${randomBytes(8).toString("hex")}`;
const around = (from: number, until: number) => ({ notBefore: new Date(Date.now() + from * DAY_MS), notAfter: new Date(Date.now() + until * DAY_MS) });

export async function softAuthority(): Promise<SoftAuthority> {
  const own = await newPair();
  const root = await X509CertificateGenerator.create({
    serialNumber: serial(), subject: "CN=Test authority", issuer: "CN=Test authority", ...around(-1, 400), signingAlgorithm: SIGNING, publicKey: own.pair.publicKey, signingKey: own.pair.privateKey,
    extensions: [new BasicConstraintsExtension(true, undefined, true), new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true), await SubjectKeyIdentifierExtension.create(own.pair.publicKey)],
  });
  return {
    cert: root.toString("pem"),
    async issue(names, { from = -1, until = 90 } = {}) {
      const { pair, pem } = await newPair();
      const leaf = await X509CertificateGenerator.create({
        serialNumber: serial(), subject: `CN=${names[0] ?? "nobody"}`, issuer: root.subject, ...around(from, until), signingAlgorithm: SIGNING, publicKey: pair.publicKey, signingKey: own.pair.privateKey,
        extensions: [new BasicConstraintsExtension(false), new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]), new SubjectAlternativeNameExtension(names.map((value) => ({ type: nameType(value), value }))), await AuthorityKeyIdentifierExtension.create(own.pair.publicKey)],
      });
      return { cert: leaf.toString("pem"), key: pem };
    },
  };
}
