import { Type, type Static } from "typebox";
import { At, nullable, text } from "../place.ts";

const closed = { additionalProperties: false } as const;
const Bytes = (maxLength: number) => Type.String({ maxLength, pattern: "^[A-Za-z0-9_-]*$" });

/** What a page hands to the browser's WebAuthn interface, as the library made it. */
export const PasskeyOptions = Type.Record(Type.String(), Type.Unknown());
const credential = { id: Bytes(1_400), rawId: Bytes(1_400), type: Type.Literal("public-key"), clientExtensionResults: Type.Record(Type.String(), Type.Unknown()), authenticatorAttachment: Type.Optional(Type.String({ maxLength: 40 })) };

/** A new passkey as the browser made it, with a name by which its owner knows it. */
export const ConfirmPasskey = Type.Object(
  {
    name: text(60),
    response: Type.Object(
      {
        ...credential,
        response: Type.Object(
          {
            clientDataJSON: Bytes(8_000), attestationObject: Bytes(40_000), authenticatorData: Type.Optional(Bytes(8_000)), transports: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 10 })),
            publicKeyAlgorithm: Type.Optional(Type.Integer()), publicKey: Type.Optional(Bytes(8_000)),
          },
          closed,
        ),
      },
      closed,
    ),
  },
  closed,
);
/** Proof of a passkey. */
export const PasskeyProof = Type.Object(
  { ...credential, response: Type.Object({ clientDataJSON: Bytes(8_000), authenticatorData: Bytes(8_000), signature: Bytes(8_000), userHandle: Type.Optional(nullable(Bytes(200))) }, closed) },
  closed,
);
export type PasskeyProof = Static<typeof PasskeyProof>;
export const SignInByPasskey = Type.Object({ proof: PasskeyProof }, closed);

export const Passkeys = Type.Object({ passkeys: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), madeAt: At, usedAt: nullable(At) }, closed)) }, closed);
export type Passkeys = Static<typeof Passkeys>;
