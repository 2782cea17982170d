import type { TalkOffers, TalkTerms } from "@tocsin/contract/command/talk.ts";

/** What speaking and hearing need of the server, for one room. Each rejects when there is no line. */
export interface TalkLine {
  terms(): Promise<TalkTerms>;
  /** What was answered last; null when nothing was. */
  known(): TalkTerms | null;
  /** Takes the floor, or goes on holding it; why not where it is refused. */
  takeFloor(burstId: string): Promise<{ readonly ok: true } | { readonly ok: false; readonly message: string }>;
  leaveFloor(burstId: string, heard: readonly string[]): Promise<void>;
  waitForOffers(burstId: string, signal: AbortSignal): Promise<TalkOffers["offers"]>;
  answer(burstId: string, offerId: string, answer: string): Promise<void>;
  /** Offers to hear, under an id by which the same offer can be made again. */
  offer(burstId: string, offer: { readonly id: string; readonly sdp: string }, signal: AbortSignal): Promise<Offered>;
}

/** NOBODY: no answer came in time. REFUSED: the burst is over, as many hear as can, or this seat may not: asking again changes nothing. */
export type Offered = { readonly t: "ANSWERED"; readonly answer: string } | { readonly t: "NOBODY" } | { readonly t: "REFUSED" };

/** Ways to the device are looked for this long, and what was found by then goes along: a STUN server that does not answer must not hold up a voice. */
const GATHER_MS = 800;

/** A connection of this device, as far as its own ways are known. */
export const openPeer = ({ ice, relayOnly }: Pick<TalkTerms, "ice" | "relayOnly">): RTCPeerConnection =>
  new RTCPeerConnection({ iceServers: ice.map(({ urls, username = "", credential = "" }) => ({ urls, username, credential })), iceTransportPolicy: relayOnly ? "relay" : "all" });

const hasWay = ({ localDescription }: RTCPeerConnection): boolean => localDescription?.sdp.includes("a=candidate:") === true;

/** The own description with the ways that were found; where a relay is the only one, and it takes its time, waits for that, `mostMs` at most. */
export async function gathered(peer: RTCPeerConnection, mostMs: number): Promise<string> {
  if (peer.iceGatheringState !== "complete") {
    await new Promise<void>((resolve) => {
      let enough = false;
      const done = (): void => {
        for (const timer of [soon, last]) clearTimeout(timer);
        resolve();
      };
      const look = (): void => {
        if (peer.iceGatheringState === "complete" || (enough && hasWay(peer))) done();
      };
      const soon = setTimeout(() => {
        enough = true;
        look();
      }, GATHER_MS);
      const last = setTimeout(done, mostMs);
      peer.addEventListener("icegatheringstatechange", look);
      peer.addEventListener("icecandidate", look);
    });
  }
  return peer.localDescription?.sdp ?? "";
}
