/** Mail to duty mailboxes through the city's own mail server (RFC 5321), never in clear. */
import { createTransport } from "nodemailer";

export interface MailOptions {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS is asked for and nothing is said without it. */
  readonly tls: boolean;
  readonly user: string;
  readonly password: string;
  /** Whom the receiver sees, an address of the city. */
  readonly from: string;
  /** An authority that the mail server's certificate leads to, beside the public ones (PEM). */
  readonly ca?: string;
}

export interface Mail {
  /** `accepted`: the mail server has taken it for the receiver, with its words; else why not: its code, NO_MAILBOX, NO_TLS or NOT_CONNECTED. Sent again under a reference it is the same mail. */
  send(to: string, subject: string, text: string, reference: string): Promise<{ readonly accepted: boolean; readonly detail: string }>;
  close(): void;
}

/** One address and nothing else: no name, no list, nothing that begins a header of its own. */
export const ADDRESS = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/;
const [PATIENCE_MS, SOCKETS] = [8_000, 4];

/** What a failed try says, short: the server's code, or that there is no line. */
function whyOf(error: unknown): string {
  const { responseCode, code } = error as { readonly responseCode?: number; readonly code?: string };
  if (code === "ETLS") return "NO_TLS";
  return responseCode === undefined ? "NOT_CONNECTED" : `SMTP ${responseCode}`;
}

export function openMail({ host, port, tls, user, password, from, ca }: MailOptions, connected: (up: boolean) => void): Mail {
  const transport = createTransport({
    host, port, secure: tls, requireTLS: !tls, pool: true, maxConnections: SOCKETS, connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS,
    disableFileAccess: true, disableUrlAccess: true,
    ...(user === "" ? {} : { auth: { user, pass: password } }), ...(ca === undefined ? {} : { tls: { ca } }),
  });
  return {
    async send(to, subject, text, reference) {
      if (!ADDRESS.test(to)) return { accepted: false, detail: "NO_MAILBOX" };
      try {
        const { response } = await transport.sendMail({
          from, to: { name: "", address: to }, subject, text, messageId: `<${reference}@${from.slice(from.indexOf("@") + 1)}>`,
          // Neither holiday answers nor bounces of bounces: nobody reads them here.
          headers: { "Auto-Submitted": "auto-generated" },
          dsn: { id: reference, return: "headers", notify: ["failure", "delay"], recipient: to },
        });
        connected(true);
        return { accepted: true, detail: response.slice(0, 200) };
      } catch (error) {
        // A mailbox that is refused is no fault of the line.
        connected((error as { readonly code?: string }).code === "EENVELOPE");
        return { accepted: false, detail: whyOf(error) };
      }
    },
    close: () => transport.close(),
  };
}
