declare module "http_ece" {
  import type { ECDH } from "node:crypto";
  interface Params {
    readonly version: "aes128gcm";
    /** The other side's public key, base64url; needed to encrypt. */
    readonly dh?: string;
    readonly privateKey: ECDH;
    readonly authSecret: string;
  }
  const ece: { encrypt(plain: Buffer, params: Params): Buffer; decrypt(sealed: Buffer, params: Params): Buffer };
  export default ece;
}
