/** Short messages through the city's operator, by SMPP 3.4. */
import smpp, { type Pdu, type Session } from "smpp";

export interface SmsOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: boolean;
  readonly systemId: string;
  readonly password: string;
  /** The number or name that the receiver sees. */
  readonly from: string;
}

export interface SmsDeps {
  /** The operator's word on a message that was sent under this reference; it may come twice. */
  readonly onReceipt: (reference: string, delivered: boolean, detail: string) => void;
  readonly connected: (up: boolean) => void;
  readonly onFailure: (error: unknown) => void;
}

export interface Sms {
  /** Null when the operator took it; else why not. */
  send(to: string, text: string, reference: string): Promise<string | null>;
  close(): Promise<void>;
}

const [RETRY_MS, LIVE_MS, PATIENCE_MS, KEPT_MOST] = [2_000, 20_000, 8_000, 10_000];
const DELIVERED = 2;
const RECEIPT_CLASS = 0x04;

const textOf = (message: string | Buffer | undefined): string => (Buffer.isBuffer(message) ? message.toString("latin1") : (message ?? ""));

/** What a deliver_sm says of a message: by its own fields, or by the text that operators write (SMPP 3.4, appendix B). Null when it is no receipt. */
export function readReceipt(pdu: Pick<Pdu, "esm_class" | "receipted_message_id" | "message_state" | "short_message">): { readonly messageId: string; readonly delivered: boolean; readonly state: string } | null {
  if (((pdu.esm_class ?? 0) & RECEIPT_CLASS) === 0) return null;
  const text = textOf(pdu.short_message?.message);
  const word = (name: string): string | undefined => new RegExp(`\\b${name}:(\\w+)`).exec(text)?.[1];
  const messageId = pdu.receipted_message_id ?? word("id");
  const state = pdu.message_state === undefined ? word("stat") : String(pdu.message_state);
  return messageId === undefined || state === undefined ? null : { messageId, delivered: state === "DELIVRD" || state === String(DELIVERED), state };
}

/** Keeps one bound session, and goes on trying by itself. */
export function openSms(options: SmsOptions, deps: SmsDeps): Sms {
  const references = new Map<string, string>();
  let bound: Session | null = null;
  let closing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current: Session | null = null;

  const keep = (messageId: string, reference: string): void => {
    references.set(messageId, reference);
    const [oldest] = references.keys();
    if (references.size > KEPT_MOST && oldest !== undefined) references.delete(oldest);
  };
  function take(session: Session, pdu: Pdu): void {
    session.send(pdu.response());
    const receipt = readReceipt(pdu);
    const reference = receipt === null ? undefined : references.get(receipt.messageId);
    if (receipt !== null && reference !== undefined) deps.onReceipt(reference, receipt.delivered, receipt.state);
  }
  function open(): void {
    const { host, port, tls = false, systemId, password } = options;
    const session = smpp.connect({ host, port, tls });
    current = session;
    const live = setInterval(() => session.enquire_link({}), LIVE_MS).unref();
    session.on(tls ? "secureConnect" : "connect", () => {
      session.bind_transceiver({ system_id: systemId, password }, ({ command_status: status }) => {
        if (status !== 0) {
          deps.onFailure(new Error(`the operator refuses the bind: ${status}`));
          return session.destroy();
        }
        bound = session;
        deps.connected(true);
      });
    });
    session.on("deliver_sm", (pdu: Pdu) => take(session, pdu));
    session.on("enquire_link", (pdu: Pdu) => session.send(pdu.response()));
    session.on("error", deps.onFailure);
    session.on("close", () => {
      clearInterval(live);
      if (bound === session) bound = null;
      if (current === session) current = null;
      deps.connected(false);
      if (!closing) timer = setTimeout(open, RETRY_MS).unref();
    });
  }
  open();
  return {
    send: (to, text, reference) =>
      new Promise((resolve) => {
        const late = setTimeout(() => resolve("NO_ANSWER"), PATIENCE_MS);
        const done = (why: string | null): void => {
          clearTimeout(late);
          resolve(why);
        };
        const message = { source_addr: options.from, destination_addr: to, short_message: text, registered_delivery: 1 };
        const sent = bound?.submit_sm(message, ({ command_status: status, message_id: id }) => {
          if (status === 0 && id !== undefined) keep(id, reference);
          done(status === 0 ? null : `SMPP ${status}`);
        });
        if (sent !== true) done("NOT_CONNECTED");
      }),
    close: () =>
      new Promise((resolve) => {
        closing = true;
        clearTimeout(timer);
        if (current === null) resolve();
        else current.destroy(() => resolve());
      }),
  };
}
