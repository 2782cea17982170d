import { createHmac } from "node:crypto";
import { TALK_RULES, type TalkRules, type TalkTerms } from "@tocsin/contract/command/talk.ts";

/** By which servers devices find a way to each other; none is needed where all are in one network. */
export interface TalkOptions {
  /** `stun:` addresses. */
  readonly stun: readonly string[];
  /** `turn:` and `turns:` addresses, which pass on what cannot go directly, and the secret that we share with them. */
  readonly turn: readonly string[];
  readonly turnSecret: string;
}

const [VALID_S, NAME] = [3_600, "tocsin"];

/** What a device is told. Its word for the TURN server holds for an hour and names nobody (the scheme of coturn's `use-auth-secret`: draft-uberti-behave-turn-rest-00). */
export function talkTerms({ stun, turn, turnSecret }: TalkOptions, rules: TalkRules | undefined, now: number): TalkTerms {
  const username = `${Math.floor(now / 1_000) + VALID_S}:${NAME}`;
  const relays = turn.length === 0 ? [] : [{ urls: [...turn], username, credential: createHmac("sha1", turnSecret).update(username).digest("base64") }];
  return { ice: [...(stun.length === 0 ? [] : [{ urls: [...stun] }]), ...relays], ...(rules ?? TALK_RULES) };
}
