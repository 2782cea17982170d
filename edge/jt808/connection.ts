/** One terminal's connection: who it is, what it may send, what it is answered. No sockets: bytes in, bytes out. */
import { createHash, timingSafeEqual } from "node:crypto";
import { createFrameCutter, framed } from "./frame.ts";
import { readPacket, terminalKey, writePacket, type FrameFault, type Packet } from "./header.ts";
import type { Location } from "./location.ts";
import { answerBody, ID, readMessage, registerAnswerBody, RESULT, type Message } from "./message.ts";
import { createParts } from "./parts.ts";

/** A terminal that the city has enrolled. */
export interface Enrolment {
  /** SHA-256 of the code with which it signs in, in hexadecimal. */
  readonly codeSha256: string;
}

/** Why something that came was not heeded. */
export type Discarded = FrameFault | "BODY" | "UNKNOWN_TERMINAL" | "OTHER_TERMINAL" | "WRONG_CODE" | "NOT_SIGNED_IN" | "NOT_FOR_US" | "TOO_MANY_FAULTS" | "TOO_MANY_CONNECTIONS" | "SILENT";

export interface ConnectionDeps<E extends Enrolment> {
  /** The enrolled terminal of this number (without leading zeros), if any. */
  readonly enrolled: (terminal: string) => E | null;
  /** Takes locations of a terminal that has signed in; what it rejects with is the caller's to report. */
  readonly take: (enrolment: E, locations: readonly Location[]) => Promise<void>;
  readonly discarded: (reason: Discarded, times?: number) => void;
  readonly now: () => number;
}

export interface Connection {
  /** Heeds what came and answers what to send back; to be awaited before the next. `end`: the connection is to be closed. */
  receive(chunk: Uint8Array): Promise<{ readonly answers: Uint8Array[]; readonly end: boolean }>;
  /** Number of the terminal once it has signed in. */
  readonly terminal: string | null;
}

/** So many faults end a connection: its other side is no terminal, or a broken one. */
const MOST_FAULTS = 20;

const sameHash = (code: string, sha256: string): boolean => {
  const [a, b] = [createHash("sha256").update(code).digest(), Buffer.from(sha256, "hex")];
  return a.length === b.length && timingSafeEqual(a, b);
};

class Session<E extends Enrolment> implements Connection {
  readonly #deps: ConnectionDeps<E>;
  readonly #cutter = createFrameCutter();
  readonly #parts = createParts();
  /** The terminal that spoke first; no other may speak here. */
  #claimed: { readonly key: string; readonly enrolment: E } | null = null;
  #signedIn = false;
  #faults = 0;
  #ended = false;
  #serial = 0;

  constructor(deps: ConnectionDeps<E>) {
    this.#deps = deps;
  }

  get terminal(): string | null {
    return this.#signedIn ? this.#claimed!.key : null;
  }

  async receive(chunk: Uint8Array): Promise<{ readonly answers: Uint8Array[]; readonly end: boolean }> {
    const answers: Uint8Array[] = [];
    for (const raw of this.#cutter.push(chunk)) {
      if (this.#ended) break;
      const packet = raw === null ? ({ ok: false, fault: "TOO_LONG" } as const) : readPacket(raw);
      if (packet.ok) answers.push(...(await this.#heed(packet.value)));
      else this.#fault(packet.fault);
    }
    return { answers, end: this.#ended };
  }

  #fault(reason: Discarded): void {
    this.#deps.discarded(reason);
    this.#faults += 1;
    if (this.#faults < MOST_FAULTS || this.#ended) return;
    this.#deps.discarded("TOO_MANY_FAULTS");
    this.#ended = true;
  }

  #answer(to: Packet, message: number, body: Uint8Array): Uint8Array[] {
    this.#serial = (this.#serial + 1) & 0xffff;
    return [framed(writePacket({ message, version: to.version, terminal: to.terminal, serial: this.#serial, part: null, body }))];
  }

  #result(to: Packet, result: (typeof RESULT)[keyof typeof RESULT]): Uint8Array[] {
    return this.#answer(to, ID.ANSWER, answerBody(to.serial, to.message, result));
  }

  /** Whether the packet is of the terminal to which this connection belongs. */
  #belongs(packet: Packet): boolean {
    const key = terminalKey(packet.terminal);
    if (this.#claimed !== null) {
      if (this.#claimed.key === key) return true;
      this.#fault("OTHER_TERMINAL");
      return false;
    }
    const enrolment = this.#deps.enrolled(key);
    if (enrolment === null) {
      this.#fault("UNKNOWN_TERMINAL");
      this.#ended = true;
      return false;
    }
    this.#claimed = { key, enrolment };
    return true;
  }

  async #heed(packet: Packet): Promise<Uint8Array[]> {
    if (!this.#belongs(packet)) return packet.message === ID.REGISTER ? this.#answer(packet, ID.REGISTER_ANSWER, registerAnswerBody(packet.serial, 4)) : this.#result(packet, RESULT.FAILED);
    // Before it has signed in nothing is held for it.
    if (!this.#signedIn && (packet.part !== null || (packet.message !== ID.REGISTER && packet.message !== ID.AUTHENTICATE))) {
      this.#fault("NOT_SIGNED_IN");
      return this.#result(packet, RESULT.FAILED);
    }
    const assembled = this.#parts.take(packet, this.#deps.now());
    const lost = this.#parts.givenUp();
    if (lost > 0) this.#deps.discarded("PART", lost);
    if (assembled.t === "waiting") return this.#result(packet, RESULT.DONE);
    const read = assembled.t === "whole" ? readMessage(packet.message, assembled.body, packet.version) : ({ ok: false, fault: "PART" } as const);
    if (read.ok) return this.#do(packet, read.value);
    this.#fault(read.fault);
    return this.#result(packet, RESULT.WRONG);
  }

  async #do(packet: Packet, message: Message): Promise<Uint8Array[]> {
    const { enrolment } = this.#claimed!;
    switch (message.kind) {
      case "REGISTER": {
        // Whoever knows the number that its maker gave it, where the city enrolled it by that, learns nothing new from its own code.
        const own = sameHash(message.device, enrolment.codeSha256);
        return this.#answer(packet, ID.REGISTER_ANSWER, own ? registerAnswerBody(packet.serial, 0, message.device) : registerAnswerBody(packet.serial, 3));
      }
      case "AUTHENTICATE":
        this.#signedIn = sameHash(message.code, enrolment.codeSha256);
        if (this.#signedIn) return this.#result(packet, RESULT.DONE);
        this.#fault("WRONG_CODE");
        this.#ended = true;
        return this.#result(packet, RESULT.FAILED);
      case "LOCATIONS":
        await this.#deps.take(enrolment, message.locations);
        return this.#result(packet, RESULT.DONE);
      case "HEARTBEAT":
        return this.#result(packet, RESULT.DONE);
      case "OTHER":
        // Its content is of no use here; a terminal that is told so does not send it again. No fault of the terminal's.
        this.#deps.discarded("NOT_FOR_US");
        return this.#result(packet, RESULT.UNSUPPORTED);
    }
  }
}

export function createConnection<E extends Enrolment>(deps: ConnectionDeps<E>): Connection {
  return new Session(deps);
}
