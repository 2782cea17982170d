import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { randomInt } from "node:crypto";
import { join } from "node:path";

const absent = [["softhsm2-util", "softhsm2"], ["pkcs11-tool", "opensc"], ["openssl", "openssl"]].filter(([program]) => spawnSync("sh", ["-c", 'command -v "$0"', program!]).status !== 0).map(([, name]) => name);

/** Why a test that needs a token cannot run here; false where it can. */
export const noHsm: string | false = absent.length > 0 && `no ${absent.join(", ")} (Debian)`;

/** A token with a key pair of its own, spoken to by PKCS#11 as any HSM is. */
export interface SoftHsm {
  /** The start-up settings by which a server is told of it, and what the token's own program needs. */
  readonly env: Readonly<Record<string, string>>;
  /** As whoever destroys a key: what was sealed under it opens to nobody any more. */
  destroyKey(): void;
}

const MODULES = ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so", "/usr/lib/pkcs11/libsofthsm2.so"];
const [LABEL, ID] = ["tocsin", "01"];

/** Makes a token in a folder: SoftHSM (Debian: softhsm2), through OpenSC's pkcs11-tool, as the administrator's guide says it. */
export function openSoftHsm(folder: string): SoftHsm {
  const module = MODULES.find((path) => existsSync(path));
  if (module === undefined) throw new Error(`none of ${MODULES.join(", ")}`);
  const tokens = join(folder, "tokens");
  mkdirSync(tokens, { recursive: true, mode: 0o700 });
  const conf = join(folder, "softhsm2.conf");
  writeFileSync(conf, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  const [pin, officer] = [String(randomInt(10_000_000, 99_999_999)), String(randomInt(10_000_000, 99_999_999))];
  const own = { SOFTHSM2_CONF: conf, TOCSIN_HSM_PIN: pin };
  const run = (program: string, ...parts: string[]): void => void execFileSync(program, parts, { env: { ...process.env, ...own }, stdio: "pipe" });
  const token = ["--module", module, "--token-label", LABEL];
  run("softhsm2-util", "--init-token", "--free", "--label", LABEL, "--pin", pin, "--so-pin", officer);
  run("pkcs11-tool", ...token, "--login", "--pin", "env:TOCSIN_HSM_PIN", "--keypairgen", "--key-type", "rsa:3072", "--id", ID, "--label", LABEL, "--usage-decrypt");
  const publicKey = join(folder, "hsm-public.der");
  run("pkcs11-tool", ...token, "--read-object", "--type", "pubkey", "--id", ID, "--output-file", publicKey);
  return {
    env: {
      ...own,
      TOCSIN_VAULT_SEAL: `openssl pkeyutl -encrypt -pubin -keyform DER -inkey ${publicKey} -pkeyopt rsa_padding_mode:oaep`,
      TOCSIN_VAULT_OPEN: ["pkcs11-tool", ...token, "--login", "--pin", "env:TOCSIN_HSM_PIN", "--decrypt", "--mechanism", "RSA-PKCS-OAEP", "--hash-algorithm", "SHA-1", "--id", ID].join(" "),
    },
    destroyKey: () => run("pkcs11-tool", ...token, "--login", "--pin", "env:TOCSIN_HSM_PIN", "--delete-object", "--type", "privkey", "--id", ID),
  };
}
