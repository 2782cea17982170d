import { gathered, openPeer, type Offered, type TalkLine } from "./talk-line.ts";
import { whileSpoken } from "./while-spoken.ts";

/** SILENT: the sound has come, and the browser plays none before somebody has touched the page. FAILED: no way to the speaker's device so far; unless one is found yet, a voice message will come. */
export type ListenState = "CONNECTING" | "HEARING" | "SILENT" | "FAILED";

/** Offers until the speaker's device has answered: it may not have been there yet, or its answer was lost. Null where asking again changes nothing. */
async function answerTo(line: TalkLine, burstId: string, offer: { readonly id: string; readonly sdp: string }, signal: AbortSignal): Promise<string | null> {
  const offered = await whileSpoken<Offered>(signal, async () => {
    const said = await line.offer(burstId, offer, signal);
    return said.t === "NOBODY" ? null : said;
  });
  return offered?.t === "ANSWERED" ? offered.answer : null;
}

/** Hears one burst; answers how to stop. The sound is played by `audio`; `offerId` is this device's own for this burst. */
export function listen(line: TalkLine, { burstId, offerId }: { readonly burstId: string; readonly offerId: string }, audio: HTMLAudioElement, onState: (state: ListenState) => void): () => void {
  const ended = new AbortController();
  let peer: RTCPeerConnection | null = null;
  let late: ReturnType<typeof setTimeout> | undefined;
  const tell = (state: ListenState): void => {
    if (!ended.signal.aborted) onState(state);
  };
  async function connect(): Promise<void> {
    const terms = await whileSpoken(ended.signal, () => line.terms().catch(() => (tell("FAILED"), null)));
    if (terms === null) return;
    const own = openPeer(terms);
    peer = own;
    late = setTimeout(() => own.connectionState !== "connected" && tell("FAILED"), terms.connectS * 1_000);
    own.addTransceiver("audio", { direction: "recvonly" });
    own.addEventListener("track", ({ track }) => {
      audio.srcObject = new MediaStream([track]);
    });
    own.addEventListener("connectionstatechange", () => {
      if (own.connectionState === "connected") audio.play().then(() => tell("HEARING"), () => tell("SILENT"));
      else if (own.connectionState === "failed") tell("FAILED");
    });
    await own.setLocalDescription(await own.createOffer());
    const sdp = await gathered(own, terms.connectS * 1_000);
    const answer = await answerTo(line, burstId, { id: offerId, sdp }, ended.signal);
    if (ended.signal.aborted) return;
    if (answer === null) tell("FAILED");
    else await own.setRemoteDescription({ type: "answer", sdp: answer });
  }
  tell("CONNECTING");
  connect().catch(() => tell("FAILED"));
  return () => {
    ended.abort();
    clearTimeout(late);
    peer?.close();
    audio.srcObject = null;
  };
}
