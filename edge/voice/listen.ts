import { gathered, openPeer, type TalkLine } from "./talk-line.ts";

/** SILENT: the sound has come, and the browser plays none before somebody has touched the page. FAILED: no way to the speaker's device; a voice message will come. */
export type ListenState = "CONNECTING" | "HEARING" | "SILENT" | "FAILED";

/** Hears one burst; answers how to stop. The sound is played by `audio`. */
export function listen(line: TalkLine, burstId: string, audio: HTMLAudioElement, onState: (state: ListenState) => void): () => void {
  const ended = new AbortController();
  let peer: RTCPeerConnection | null = null;
  let late: ReturnType<typeof setTimeout> | undefined;
  const tell = (state: ListenState): void => {
    if (!ended.signal.aborted) onState(state);
  };
  async function connect(): Promise<void> {
    const terms = await line.terms();
    if (ended.signal.aborted) return;
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
    const answer = await line.offer(burstId, await gathered(own, terms.connectS * 1_000), ended.signal);
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
