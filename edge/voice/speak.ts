import { TALK_RULES, type TalkOffers, type TalkTerms } from "@tocsin/contract/command/talk.ts";
import { FLOOR_LEASE_S, TALK_LISTENERS_MOST } from "@tocsin/contract/command/room-limits.ts";
import { delayVoice, type DelayedVoice } from "./delayed-voice.ts";
import { recordVoice, type Recording } from "./record-voice.ts";
import { gathered, openPeer, type TalkLine } from "./talk-line.ts";
import { pause } from "./while-spoken.ts";

/**
 * ASKING: waits for the floor, and is recorded already. REFUSED: another speaks; nothing was kept. SPEAKING: `listeners` devices are
 * connected. RECORDING: there is no line, or nobody could be connected in time; what is said goes as a voice message. OVER: the time was
 * up, or an emergency call has cut in.
 */
export type SpeakState =
  | { readonly t: "ASKING" }
  | { readonly t: "REFUSED"; readonly message: string }
  | { readonly t: "SPEAKING"; readonly listeners: number; readonly late: boolean }
  | { readonly t: "RECORDING" }
  | { readonly t: "OVER" };

export interface SpeakOptions {
  readonly burstId: string;
  readonly line: TalkLine;
  /** Keys of the parties that should hear it, other than the own; asked at the end. */
  readonly expected: () => readonly string[];
  readonly onState: (state: SpeakState) => void;
}

export interface Speaking {
  /** Lets go of the key. What was spoken, where it is to be left as a voice message. */
  finish(): Promise<Blob | null>;
  /** The floor is another's now. */
  over(): void;
}

const RENEW_MS = (FLOOR_LEASE_S * 1_000) / 3;
/** Two devices that are awake find each other in less than this; a word that is shorter waits for them with the key up. */
const SHOW_UP_MS = 1_500;
const [BITRATE, AGAIN_MS, TAIL_MS, LOOK_MS] = [24_000, 300, 150, 50];

interface Listener {
  readonly key: string | null;
  readonly peer: RTCPeerConnection;
  /** What its offer is answered with. */
  readonly answer: Promise<string>;
  connected: boolean;
  whole: boolean;
}

class Burst {
  readonly #options: SpeakOptions;
  readonly #recording: Recording;
  readonly #voice: DelayedVoice;
  readonly #peers = new Map<string, Listener>();
  readonly #ended = new AbortController();
  #held: "NO" | "YES" | "REFUSED" | "OFFLINE" = "NO";
  readonly #begun = performance.now();
  #late = false;
  /** It was cut off, or the line was lost meanwhile: whoever has heard some of it gets all of it. */
  #broken = false;
  #timers: ReturnType<typeof setTimeout>[] = [];
  #terms: TalkTerms | null = null;
  #asking: Promise<void>;

  constructor(options: SpeakOptions, recording: Recording) {
    this.#options = options;
    this.#recording = recording;
    this.#voice = delayVoice(recording.stream, TALK_LISTENERS_MOST, (options.line.known() ?? TALK_RULES).connectS);
    options.onState({ t: "ASKING" });
    this.#asking = this.#ask();
  }

  async #ask(): Promise<void> {
    const { line, burstId, onState } = this.#options;
    try {
      const [answer, terms] = await Promise.all([line.takeFloor(burstId), line.terms()]);
      this.#terms = terms;
      this.#held = answer.ok ? "YES" : "REFUSED";
      if (!answer.ok) return onState({ t: "REFUSED", message: answer.message });
    } catch {
      this.#held = "OFFLINE";
      return onState({ t: "RECORDING" });
    }
    this.#tell();
    if (this.#ended.signal.aborted) return;
    this.#timers.push(setInterval(() => void this.#renew(), RENEW_MS), setTimeout(() => ((this.#late = true), this.#tell()), this.#terms.connectS * 1_000));
    void this.#serve();
  }

  /** Goes on holding the floor. Without a line it is lost, and what is said from then on is recorded only. */
  async #renew(): Promise<void> {
    const answer = await this.#options.line.takeFloor(this.#options.burstId).catch(() => null);
    if (this.#ended.signal.aborted || this.#held !== "YES") return;
    if (answer === null) {
      this.#broken = true;
      this.#options.onState({ t: "RECORDING" });
    }
    if (answer?.ok === true) this.#tell();
    if (answer?.ok === false) this.over();
  }

  /** Lets in whoever wants to hear, until the key is let go. */
  async #serve(): Promise<void> {
    const { line, burstId } = this.#options;
    while (!this.#ended.signal.aborted) {
      const offers = await line.waitForOffers(burstId, this.#ended.signal).catch(() => null);
      if (offers === null) await pause(AGAIN_MS);
      for (const offer of offers ?? []) void this.#letIn(offer).catch(() => undefined);
    }
  }

  async #letIn({ id, key, offer }: TalkOffers["offers"][number]): Promise<void> {
    const listener = this.#peers.get(id) ?? this.#open(id, key, offer);
    // One that offers again has not had the answer.
    if (listener !== null) await this.#options.line.answer(this.#options.burstId, id, await listener.answer);
  }

  /** A connection to one more listener; null when there are as many as can be. */
  #open(id: string, key: string | null, offer: string): Listener | null {
    const voice = this.#voice.take();
    if (voice === null) return null;
    const peer = openPeer(this.#terms!);
    const listener: Listener = { key, peer, answer: this.#answerOf(peer, voice.track, offer), connected: false, whole: false };
    this.#peers.set(id, listener);
    peer.addEventListener("connectionstatechange", () => {
      if (peer.connectionState === "connected") listener.whole = voice.start();
      // One that breaks later counts as missed.
      listener.connected = peer.connectionState === "connected";
      this.#tell();
    });
    return listener;
  }

  async #answerOf(peer: RTCPeerConnection, track: MediaStreamTrack, offer: string): Promise<string> {
    await peer.setRemoteDescription({ type: "offer", sdp: offer });
    const sender = peer.addTrack(track);
    await peer.setLocalDescription(await peer.createAnswer());
    const parameters = sender.getParameters();
    for (const encoding of parameters.encodings) encoding.maxBitrate = BITRATE;
    await sender.setParameters(parameters).catch(() => undefined);
    return gathered(peer, this.#terms!.connectS * 1_000);
  }

  #tell(): void {
    if (this.#held !== "YES" || this.#ended.signal.aborted) return;
    const listeners = [...this.#peers.values()].filter(({ connected }) => connected).length;
    this.#options.onState(listeners === 0 && this.#late ? { t: "RECORDING" } : { t: "SPEAKING", listeners, late: this.#late });
  }

  /** The floor is another's now: no more of it is sent. */
  over(): void {
    if (this.#ended.signal.aborted) return;
    this.#stop();
    this.#broken = true;
    for (const { peer } of this.#peers.values()) peer.close();
    this.#options.onState({ t: "OVER" });
  }

  #stop(): void {
    this.#ended.abort();
    for (const timer of this.#timers) clearInterval(timer);
  }

  /** Waits for whoever is about to be connected: they hear it from the first word. */
  async #letThemCome(connectMs: number): Promise<void> {
    for (let since = 0; since < connectMs && !this.#ended.signal.aborted; since = performance.now() - this.#begun) {
      const listeners = [...this.#peers.values()];
      const there = new Set(listeners.map(({ key }) => key));
      const complete = listeners.length > 0 && this.#options.expected().every((key) => there.has(key));
      if ((complete || since > SHOW_UP_MS) && listeners.every(({ connected, peer }) => connected || peer.connectionState === "failed")) return;
      await pause(LOOK_MS);
    }
  }

  async finish(): Promise<Blob | null> {
    // Held for later: what cannot be read of it is nothing, and no fault that nobody has taken.
    const recorded = this.#recording.finish().catch(() => null);
    await this.#asking;
    if (this.#held === "YES" && this.#terms !== null) await this.#letThemCome(this.#terms.connectS * 1_000);
    this.#stop();
    const listeners = [...this.#peers.values()];
    const hearing = listeners.filter(({ connected, whole }) => connected && whole);
    const heard = new Set(hearing.flatMap(({ key }) => key ?? []));
    const missed = this.#broken || hearing.length < listeners.length || this.#options.expected().some((key) => !heard.has(key));
    // What was said last is still on its way to them.
    if (hearing.length > 0 && !this.#broken) await pause(this.#voice.behindMs + TAIL_MS);
    for (const { peer } of listeners) peer.close();
    this.#voice.close();
    if (this.#held === "YES") await this.#options.line.leaveFloor(this.#options.burstId, [...heard]).catch(() => undefined);
    const wanted = this.#held === "OFFLINE" || (this.#held === "YES" && (missed || this.#terms?.keep === "ALWAYS"));
    const sound = await recorded;
    return wanted ? sound : null;
  }
}

/**
 * Speaks to everybody in a room while a key is held. The microphone is open from the first moment, so that no word is lost while the
 * devices find each other; each listener's device is sent the sound directly.
 * @throws DOMException when there is no microphone, or it is not allowed.
 */
export async function speak(options: SpeakOptions): Promise<Speaking> {
  const recording = await recordVoice(() => undefined);
  const burst = new Burst(options, recording);
  return { finish: () => burst.finish(), over: () => burst.over() };
}
