declare module "smpp" {
  import type { EventEmitter } from "node:events";
  import type { Server } from "node:net";
  export interface Pdu {
    readonly command_status: number;
    readonly message_id?: string;
    readonly receipted_message_id?: string;
    readonly message_state?: number;
    readonly esm_class?: number;
    readonly system_id?: string;
    readonly password?: string;
    readonly destination_addr?: string;
    readonly short_message?: { readonly message?: string | Buffer };
    response(options?: Readonly<Record<string, unknown>>): Pdu;
  }
  type Send = (options: Readonly<Record<string, unknown>>, done?: (pdu: Pdu) => void) => boolean;
  export interface Session extends EventEmitter {
    readonly bind_transceiver: Send;
    readonly submit_sm: Send;
    readonly deliver_sm: Send;
    readonly enquire_link: Send;
    send(pdu: Pdu): boolean;
    destroy(done?: () => void): void;
  }
  const smpp: {
    connect(options: { readonly host: string; readonly port: number; readonly tls?: boolean }): Session;
    createServer(listener: (session: Session) => void): Server;
  };
  export default smpp;
}
