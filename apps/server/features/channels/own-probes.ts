import { X509Certificate } from "node:crypto";
import { type IncomingMessage, request as overHttp } from "node:http";
import { request as overTls } from "node:https";
import { messageId } from "@tocsin/cap/to-advisory.ts";
import { ROUTES, commandPath, IDEMPOTENCY_HEADER } from "@tocsin/contract/routes.ts";
import { sendProbe } from "@tocsin/jt808/probe.ts";
import type { TerminalProbe } from "./terminal-probe.ts";
import type { ProbeSeat } from "./probe-seat.ts";

/** A way in that this server tries itself: what it sends there comes back as a synthetic incident. */
export interface OwnProbe {
  readonly channel: string;
  /** Sends one; `id` is new each time. @throws when the channel does not even take it */
  send(id: string): Promise<void>;
  /** Id of the incident that comes of it. */
  incidentOf(id: string): string;
}

/** A door that does not answer within this time does not answer. */
const PATIENCE_MS = 10_000;
const SENDER = "tocsin";

/** Where this server tries its own HTTP door. `certificate`: at our own socket, where no name leads, that very one is what must answer, PEM. */
export interface OwnDoor {
  readonly base: string;
  readonly certificate?: () => string;
}

/** Trusts this certificate alone, by itself: whether devices trust it is looked at elsewhere (http/tls-door.ts). */
function pinned(pem: string) {
  const own = new X509Certificate(pem);
  const checkServerIdentity = (_host: string, { fingerprint256 }: { readonly fingerprint256: string }): Error | undefined => (fingerprint256 === own.fingerprint256 ? undefined : new Error("another certificate answers"));
  return { ca: own.toString(), allowPartialTrustChain: true, checkServerIdentity };
}

async function post({ base, certificate }: OwnDoor, path: string, token: string, headers: Readonly<Record<string, string>>, body: string): Promise<void> {
  const url = new URL(path, base);
  const options = { method: "POST", headers: { authorization: `Bearer ${token}`, ...headers }, agent: false as const, signal: AbortSignal.timeout(PATIENCE_MS), ...(certificate === undefined ? {} : pinned(certificate())) };
  const status = await new Promise<number>((resolve, reject) => {
    const take = (answer: IncomingMessage): void => void answer.on("error", reject).on("end", () => resolve(answer.statusCode ?? 0)).resume();
    (url.protocol === "https:" ? overTls(url, options, take) : overHttp(url, options, take)).on("error", reject).end(body);
  });
  if (status < 200 || status > 299) throw new Error(`${url.pathname} answers ${status}`);
}

/** The door for calls, at the address under which callers' desks and machines reach it. */
export const callDoor = (door: OwnDoor, seat: ProbeSeat): OwnProbe => ({
  channel: "call-door",
  incidentOf: (id) => id,
  send: (id) => post(door, commandPath("intake.receive"), seat.tokenFor("call-door"), { "content-type": "application/json", [IDEMPOTENCY_HEADER]: id },
    JSON.stringify({ incidentId: id, channel: "DEVICE", noCallbackReason: "DEVICE", text: "", placeUnknown: "UNKNOWN", probe: true })),
});

const alertText = (id: string, now: number): string =>
  `<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${id}</identifier><sender>${SENDER}</sender>` +
  `<sent>${new Date(now).toISOString().slice(0, 19)}-00:00</sent><status>Test</status><msgType>Alert</msgType><scope>Restricted</scope><restriction>self check</restriction></alert>`;

/** The door for alerts, by an alert of status Test (CAP 1.2, 3.2.1). */
export const alertDoor = (door: OwnDoor, seat: ProbeSeat, now: () => number): OwnProbe => ({
  channel: "alert-door",
  incidentOf: (id) => messageId({ sender: SENDER, identifier: id }),
  send: (id) => post(door, ROUTES.advisoryCap, seat.tokenFor("alert-door"), { "content-type": "application/cap+xml" }, alertText(id, now())),
});

/** The door for vehicle terminals: a terminal of our own signs in and says where it is not. */
export const terminalDoor = (address: { readonly host: string; readonly port: number }, terminal: TerminalProbe): OwnProbe => ({
  channel: "jt808",
  incidentOf: (id) => id,
  send: () => sendProbe({ ...address, terminal: terminal.row.terminal, code: terminal.code, patienceMs: PATIENCE_MS }),
});

/** The city's broker: what is published there must come back to us. */
export const brokerDoor = (publish: (payload: string) => Promise<void>): OwnProbe => ({
  channel: "mqtt",
  incidentOf: (id) => id,
  send: (id) => publish(JSON.stringify({ probe: id })),
});
