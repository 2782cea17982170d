import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from "node:crypto";

/** A passkey in software: what an authenticator and a browser answer, whole or with a fault planted. */

const sha256 = (data: string | Uint8Array): Buffer => createHash("sha256").update(data).digest();
const bytes = (value: Uint8Array): Buffer => Buffer.concat([value.length < 256 ? Buffer.from([0x58, value.length]) : Buffer.from([0x59, value.length >> 8, value.length & 255]), value]);
const word = (text: string): Buffer => Buffer.concat([Buffer.from([0x60 | text.length]), Buffer.from(text)]);

export interface Said {
  readonly origin: string;
  readonly rpId: string;
  readonly counter?: number;
  /** Whether the device verified the person. */
  readonly verified?: boolean;
}

export class SoftAuthenticator {
  readonly id = randomBytes(16);
  readonly #privateKey: KeyObject;
  readonly #cose: Buffer;

  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    this.#privateKey = privateKey;
    const { x, y } = publicKey.export({ format: "jwk" }) as { x: string; y: string };
    // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
    this.#cose = Buffer.concat([Buffer.from([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21]), bytes(Buffer.from(x, "base64url")), Buffer.from([0x22]), bytes(Buffer.from(y, "base64url"))]);
  }

  #data({ rpId, counter = 0, verified = true }: Said, attested: Uint8Array = Buffer.alloc(0)): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([1 | (verified ? 4 : 0) | (attested.length > 0 ? 0x40 : 0)]), count, attested]);
  }

  #answer(response: Record<string, string>) {
    const id = this.id.toString("base64url");
    return { id, rawId: id, type: "public-key", clientExtensionResults: {}, response };
  }

  register(challenge: string, said: Said) {
    const clientData = JSON.stringify({ type: "webauthn.create", challenge, origin: said.origin, crossOrigin: false });
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, this.#cose]);
    const object = Buffer.concat([Buffer.from([0xa3]), word("fmt"), word("none"), word("attStmt"), Buffer.from([0xa0]), word("authData"), bytes(this.#data(said, attested))]);
    return this.#answer({ clientDataJSON: Buffer.from(clientData).toString("base64url"), attestationObject: object.toString("base64url") });
  }

  prove(challenge: string, said: Said) {
    const clientData = Buffer.from(JSON.stringify({ type: "webauthn.get", challenge, origin: said.origin, crossOrigin: false }));
    const data = this.#data(said);
    const signature = createSign("sha256").update(Buffer.concat([data, sha256(clientData)])).sign(this.#privateKey);
    return this.#answer({ clientDataJSON: clientData.toString("base64url"), authenticatorData: data.toString("base64url"), signature: signature.toString("base64url") });
  }
}
