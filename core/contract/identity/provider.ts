import { Type, type Static } from "typebox";
import { PasskeyProof } from "./passkeys.ts";

const closed = { additionalProperties: false } as const;

/** Ways into this city beside account and password. */
export const SignInWays = Type.Object({ /** The city's own identity provider (OpenID Connect). */ provider: Type.Boolean() }, closed);
export type SignInWays = Static<typeof SignInWays>;

/** To which application the browser comes back. */
export const BeginProvider = Type.Object({ app: Type.Enum(["console", "field"]) }, closed);
export type BeginProvider = Static<typeof BeginProvider>;
/** Where the page goes. */
export const ProviderAddress = Type.Object({ url: Type.String() }, closed);

/** The second factor of the account, after the provider has said who it is. */
export const FinishProvider = Type.Object({ code: Type.Optional(Type.String({ minLength: 6, maxLength: 40 })), passkey: Type.Optional(PasskeyProof) }, closed);
export type FinishProvider = Static<typeof FinishProvider>;

/** The page to which the browser comes back reads in its address how it went: `#provider=in`, or a refusal's code. */
export const PROVIDER_FRAGMENT = "provider";
