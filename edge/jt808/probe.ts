/** A terminal that signs in, reports once and leaves: whether the door takes what terminals send. */
import { connect } from "node:net";
import { createFrameCutter, framed } from "./frame.ts";
import { readPacket, writePacket } from "./header.ts";
import { LOCATION_BYTES } from "./location.ts";
import { ID, RESULT } from "./message.ts";

export interface ProbeOptions {
  readonly host: string;
  readonly port: number;
  readonly terminal: string;
  readonly code: string;
  /** The whole of it takes no longer, ms. */
  readonly patienceMs: number;
}

/** @throws Error when the door does not take it in time. */
export function sendProbe({ host, port, terminal, code, patienceMs }: ProbeOptions): Promise<void> {
  const socket = connect({ host, port });
  const cutter = createFrameCutter();
  const bytes = new TextEncoder().encode(code);
  const messages = [
    { message: ID.AUTHENTICATE, body: Uint8Array.of(bytes.length, ...bytes, ...new Uint8Array(35)) },
    { message: ID.LOCATION, body: new Uint8Array(LOCATION_BYTES) },
  ];
  let next = 0;
  const say = (): void => {
    const { message, body } = messages[next]!;
    socket.write(framed(writePacket({ message, version: 2019, terminal, serial: next, part: null, body })));
    next += 1;
  };
  const done = new Promise<void>((resolve, reject) => {
    const refused = (why: string): void => reject(new Error(`the door for terminals ${why}`));
    socket.on("connect", say).on("error", reject).on("close", () => refused("closed the connection"));
    setTimeout(() => refused("does not answer"), patienceMs).unref();
    socket.on("data", (chunk: Uint8Array) => {
      for (const raw of cutter.push(chunk)) {
        const answer = raw === null ? null : readPacket(raw);
        if (answer === null || !answer.ok || answer.value.message !== ID.ANSWER || answer.value.body[4] !== RESULT.DONE) return refused("refuses it");
        if (next === messages.length) return resolve();
        say();
      }
    });
  });
  return done.finally(() => socket.destroy());
}
