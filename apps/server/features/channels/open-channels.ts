import type { ClientRow } from "@tocsin/contract/organisation/machine-client.ts";
import { ulid } from "@tocsin/kernel/id.ts";
import { randomBytes } from "node:crypto";
import type { Desk } from "../../desk/desk.ts";
import type { MissingParts } from "../../missing-parts.ts";
import type { Live } from "../live/open-live.ts";
import type { OwnProbe } from "./own-probes.ts";
import { probeSession } from "./probe-seat.ts";
import { createSilentChannels, PROBE_EVERY_MS } from "./silent-channels.ts";

export interface ChannelsDeps {
  readonly live: Pick<Live, "serve">;
  readonly desk: Pick<Desk, "executeSystem">;
  readonly clients: readonly Pick<ClientRow, "id" | "selfCheck">[];
  readonly missing: MissingParts;
  readonly now: () => number;
  readonly report: (what: string, error: unknown) => void;
}

/**
 * Whether every way in is alive (R38): each minute a synthetic incident goes through each, from outside to a dispatcher's view of the
 * stream. What does not come out is a top alarm on every seat, by the list of missing parts, which needs no log and no database.
 */
export interface Channels {
  /** Something that this server sent came in by a way that brings no incidents. `id`: null for what the channel's last one is. */
  arrived(channel: string, id: string | null): Promise<void>;
  /** Begins to watch these beside the machines that look after themselves. */
  begin(probes: readonly OwnProbe[], automatic: boolean): void;
  /** Sends one by each channel; answers when all are sent or have failed. */
  round(): Promise<void>;
  look(): void;
  stop(): void;
}

const LOOK_EVERY_MS = 1_000;
/** What has not come out within this time is sent once more before anybody is alarmed: one that a reconnecting stream passed over is no dead channel. */
const AGAIN_AFTER_MS = 10_000;
/** Ids are known so long: a slow way is not a dead one. */
const KNOWN_MS = 120_000;

/** What this server sent: by which channel, and whether the last has come out. */
function sentProbes(now: () => number) {
  const sent = new Map<string, { readonly channel: string; readonly at: number }>();
  const last = new Map<string, string>();
  const unseen = new Map<string, number>();
  return {
    note(channel: string, id: string): void {
      for (const [old, { at }] of sent) if (now() - at > KNOWN_MS) sent.delete(old);
      sent.set(id, { channel, at: now() });
      last.set(channel, id);
      unseen.set(channel, now());
    },
    /** Whether it was sent by this channel. */
    seen(channel: string, id: string): boolean {
      if (sent.get(id)?.channel !== channel) return false;
      unseen.delete(channel);
      return true;
    },
    has: (channel: string, id: string): boolean => sent.get(id)?.channel === channel,
    last: (channel: string): string | null => last.get(channel) ?? null,
    late: (channel: string): boolean => now() - (unseen.get(channel) ?? Infinity) >= AGAIN_AFTER_MS,
  };
}

/** The dispatcher's view: a seat on the stream, served anew when it was let go. */
function watchStream(live: Pick<Live, "serve">, seen: (id: string, channel: string, at: number) => void): { keep(): void; stop(): void } {
  let served: { end(): void } | null = null;
  const take = (text: string): void => {
    if (!text.includes('"probe"')) return;
    const { incidents = [] } = JSON.parse(text) as { incidents?: readonly { readonly id: string; readonly probe?: string; readonly receivedAt: number }[] };
    for (const { id, probe, receivedAt } of incidents) if (probe !== undefined) seen(id, probe, receivedAt);
  };
  const keep = (): void => {
    served ??= live.serve(probeSession("view"), { send: take, buffered: 0, close: () => void (served = null) }, null, "");
  };
  return { keep, stop: () => served?.end() };
}

/** Accounts of synthetic incidents as channels: `probe/call-door` is one of this server's, `client/sms` a machine's. */
const ownChannel = (by: string): string => by.replace(/^probe\//, "");

export function openChannels({ live, desk, clients, missing, now, report }: ChannelsDeps): Channels {
  const silent = createSilentChannels({ now, missing, report });
  const sent = sentProbes(now);
  let own: readonly OwnProbe[] = [];
  let timer: NodeJS.Timeout | undefined;
  let sentAt = -Infinity;
  const stream = watchStream(live, (id, by, at) => {
    const channel = ownChannel(by);
    // What another server sent says nothing about the doors of this one.
    if (by.startsWith("client/") || sent.seen(channel, id)) silent.seen(channel, at);
  });
  const send = async (probe: OwnProbe): Promise<void> => {
    const id = ulid(now(), randomBytes(16));
    sent.note(probe.channel, probe.incidentOf(id));
    await probe.send(id).catch((error: unknown) => report(`channel ${probe.channel}`, error));
  };
  const round = async (): Promise<void> => {
    sentAt = now();
    stream.keep();
    await Promise.all(own.map(send));
  };
  const again = async (): Promise<void> => {
    stream.keep();
    await Promise.all(own.filter(({ channel }) => sent.late(channel)).map(send));
  };
  return {
    async arrived(channel, id) {
      const own = id ?? sent.last(channel);
      if (own === null || !sent.has(channel, own)) return;
      await desk.executeSystem({ name: "system.probe", payload: { incidentId: own, channel: `probe/${channel}` }, commandId: `probe/${own}` });
    },
    begin(probes, automatic) {
      own = probes;
      for (const { channel } of own) silent.expect(channel);
      for (const { id, selfCheck } of clients) if (selfCheck === true) silent.expect(`client/${id}`);
      stream.keep();
      if (!automatic) return;
      timer = setInterval(() => {
        silent.look();
        (now() - sentAt >= PROBE_EVERY_MS ? round : again)().catch((error: unknown) => report("channels", error));
      }, LOOK_EVERY_MS).unref();
    },
    round,
    look: () => silent.look(),
    stop() {
      clearInterval(timer);
      stream.stop();
    },
  };
}
