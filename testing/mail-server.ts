import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import type { Issued } from "./soft-authority.ts";

export interface TakenMail {
  readonly secure: boolean;
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
}

/** The mail server of a city: it takes mail for the mailboxes that it has, after a sign-in. */
export async function startMailServer(pair: Issued, encrypts = true): Promise<{ readonly port: number; readonly taken: readonly TakenMail[]; close(): Promise<void> }> {
  const taken: TakenMail[] = [];
  const server = new SMTPServer({
    ...pair, disabledCommands: encrypts ? [] : ["STARTTLS"], allowInsecureAuth: true, logger: false,
    onAuth: ({ username, password }, _session, done) => (password === "secret" ? done(null, { user: username ?? "" }) : done(new Error("no"))),
    onRcptTo: ({ address }, _session, done) => done(address.startsWith("unknown@") ? Object.assign(new Error("no such mailbox"), { responseCode: 550 }) : null),
    onData(stream, { secure, envelope: { mailFrom, rcptTo } }, done) {
      let text = "";
      stream.on("data", (piece: Buffer) => void (text += piece.toString("utf8")));
      stream.on("end", () => {
        taken.push({ secure, from: mailFrom === false ? "" : mailFrom.address, to: rcptTo.map(({ address }) => address), text });
        done(null, "queued as 42");
      });
    },
  });
  server.on("error", () => undefined);
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  return { port: (listening.address() as AddressInfo).port, taken, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
