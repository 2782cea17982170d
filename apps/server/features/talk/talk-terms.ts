import { createHmac } from "node:crypto";
import { TALK_RULES, type TalkRules, type TalkTerms } from "@tocsin/contract/command/talk.ts";

/** By which servers devices find a way to each other; none is needed where all are in one network. */
export interface TalkOptions {
  /** `stun:` addresses. */
  readonly stun: readonly string[];
  /** `turn:` and `turns:` addresses, which pass on what cannot go directly, and the secret that we share with them. */
  readonly turn: readonly string[];
  readonly turnSecret: string;
  /** Everything goes through the TURN servers: for a city whose devices cannot, or shall not, reach each other. */
  readonly relayOnly: boolean;
}

export const NO_TALK_SERVERS: TalkOptions = { stun: [], turn: [], turnSecret: "", relayOnly: false };

/** A word that leaks is soon worth nothing; one that is in use when it runs out is not cut off, since a relay asks only when the way is opened. */
const [VALID_S, NAME] = [600, "tocsin"];

/** What a device is told. Its word for the TURN server holds for ten minutes and names nobody (the scheme of coturn's `use-auth-secret`: draft-uberti-behave-turn-rest-00). */
export function talkTerms({ stun, turn, turnSecret, relayOnly }: TalkOptions, rules: TalkRules | undefined, now: number): TalkTerms {
  const username = `${Math.floor(now / 1_000) + VALID_S}:${NAME}`;
  const relays = turn.length === 0 ? [] : [{ urls: [...turn], username, credential: createHmac("sha1", turnSecret).update(username).digest("base64") }];
  return { ice: [...(stun.length === 0 ? [] : [{ urls: [...stun] }]), ...relays], relayOnly, validS: VALID_S, ...(rules ?? TALK_RULES) };
}
