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

async function post(url: string, token: string, headers: Readonly<Record<string, string>>, body: string): Promise<void> {
  const answer = await fetch(url, { method: "POST", headers: { authorization: `Bearer ${token}`, ...headers }, body, redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS) });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${new URL(url).pathname} answers ${answer.status}`);
}

/** The door for calls, at the address under which callers' desks and machines reach it. */
export const callDoor = (base: string, seat: ProbeSeat): OwnProbe => ({
  channel: "call-door",
  incidentOf: (id) => id,
  send: (id) => post(new URL(commandPath("intake.receive"), base).href, seat.tokenFor("call-door"), { "content-type": "application/json", [IDEMPOTENCY_HEADER]: id },
    JSON.stringify({ incidentId: id, channel: "DEVICE", noCallbackReason: "DEVICE", text: "", placeUnknown: "UNKNOWN", probe: true })),
});

const alertText = (id: string, now: number): string =>
  `<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${id}</identifier><sender>${SENDER}</sender>` +
  `<sent>${new Date(now).toISOString().slice(0, 19)}-00:00</sent><status>Test</status><msgType>Alert</msgType><scope>Restricted</scope><restriction>self check</restriction></alert>`;

/** The door for alerts, by an alert of status Test (CAP 1.2, 3.2.1). */
export const alertDoor = (base: string, seat: ProbeSeat, now: () => number): OwnProbe => ({
  channel: "alert-door",
  incidentOf: (id) => messageId({ sender: SENDER, identifier: id }),
  send: (id) => post(new URL(ROUTES.advisoryCap, base).href, seat.tokenFor("alert-door"), { "content-type": "application/cap+xml" }, alertText(id, now())),
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
