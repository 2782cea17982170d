import type { Room, RoomParty } from "@tocsin/contract/command/room.ts";
import { listen, type ListenState } from "./listen.ts";
import { speak, type Speaking, type SpeakState } from "./speak.ts";
import type { TalkLine } from "./talk-line.ts";

export interface TalkState {
  /** Null while the key is not held. */
  readonly speaking: SpeakState | null;
  /** Whose burst this device hears. */
  readonly hearing: { readonly party: RoomParty; readonly state: ListenState } | null;
  /** What became of the last burst of one's own: MESSAGE, it was left as a voice message; MICROPHONE, there is none to be used. */
  readonly last: "NONE" | "MESSAGE" | "MICROPHONE";
}

export const QUIET: TalkState = { speaking: null, hearing: null, last: "NONE" };

export interface TalkDeps {
  readonly line: TalkLine;
  readonly newId: () => string;
  /** Leaves the sound in the room as a voice message. */
  readonly keep: (sound: Blob) => void;
  readonly onState: (state: TalkState) => void;
}

/** One device in the radio of one room: hears whoever speaks, and speaks while its key is held. */
export class Talk {
  readonly #deps: TalkDeps;
  readonly #audio = new Audio();
  #state = QUIET;
  #room: Room | undefined;
  #own: { readonly burstId: string; held: boolean; seen: boolean; readonly speaking: Promise<Speaking> } | null = null;
  /** The key was pressed anew while the last words were still on their way. */
  #again = false;
  #heard: { readonly burstId: string; readonly stop: () => void } | null = null;

  constructor(deps: TalkDeps) {
    this.#deps = deps;
    this.#audio.autoplay = true;
    addEventListener("pointerdown", this.#touched);
    // Known before the first word.
    deps.line.terms().catch(() => undefined);
  }

  /** The room as it stands. */
  follow(room: Room | undefined): void {
    this.#room = room;
    const floor = room?.floor ?? null;
    const own = this.#own;
    if (own !== null && floor?.burstId === own.burstId) own.seen = true;
    else if (own?.seen === true) void own.speaking.then((speaking) => speaking.over(), () => undefined);
    const other = floor !== null && floor.burstId !== own?.burstId ? floor : null;
    if (other?.burstId === this.#heard?.burstId) return;
    this.#hush();
    if (other !== null) this.#hear(other);
  }

  #hear({ burstId, party }: NonNullable<Room["floor"]>): void {
    const { line, newId } = this.#deps;
    const stop = listen(line, { burstId, offerId: newId() }, this.#audio, (state) => this.#tell({ hearing: { party, state } }));
    this.#heard = { burstId, stop };
  }

  #hush(): void {
    if (this.#heard === null) return;
    this.#heard.stop();
    this.#heard = null;
    this.#tell({ hearing: null });
  }

  #tell(part: Partial<TalkState>): void {
    this.#state = { ...this.#state, ...part };
    this.#deps.onState(this.#state);
  }

  press(): void {
    if (this.#own !== null) {
      this.#again = !this.#own.held;
      return;
    }
    const burstId = this.#deps.newId();
    const expected = (): string[] => (this.#room?.circle.units ?? []).map((id) => `unit/${id}`).filter((key) => key !== this.#room?.own);
    const speaking = speak({ burstId, line: this.#deps.line, expected, onState: (state) => this.#own?.burstId === burstId && this.#own.held && this.#tell({ speaking: state }) });
    this.#own = { burstId, held: true, seen: false, speaking };
    this.#tell({ speaking: { t: "ASKING" }, last: "NONE" });
    speaking.catch(() => {
      this.#own = null;
      this.#tell({ speaking: null, last: "MICROPHONE" });
    });
  }

  release(): void {
    this.#again = false;
    const own = this.#own;
    if (own === null || !own.held) return;
    own.held = false;
    // What the last words were is still to be heard by the others: the device is free for the next burst when they are out.
    this.#tell({ speaking: null });
    own.speaking
      .then((speaking) => speaking.finish())
      .then((sound) => {
        if (sound === null) return;
        this.#deps.keep(sound);
        this.#tell({ last: "MESSAGE" });
      }, () => undefined)
      .finally(() => {
        this.#own = null;
        if (this.#again) this.press();
      });
  }

  /** Somebody has touched the page: a browser that played no sound before plays it now. */
  readonly #touched = (): void => {
    if (this.#heard !== null && this.#state.hearing?.state === "SILENT") void this.#audio.play().then(() => this.#state.hearing && this.#tell({ hearing: { ...this.#state.hearing, state: "HEARING" } }), () => undefined);
  };

  close(): void {
    removeEventListener("pointerdown", this.#touched);
    this.release();
    this.#hush();
  }
}
