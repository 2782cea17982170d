import type { Disk } from "../outbox/disk.ts";
import type { NewAct } from "../outbox/act.ts";
import { changeOutbox, nextSeq, URGENT, waiting, type OutboxChange } from "../outbox/outbox.ts";
import { replay, type Post, type ReplayEnd } from "../outbox/replay.ts";
import type { Store } from "../state/store.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { CommandName } from "@tocsin/contract/commands.ts";

const BACK_OFF_MS = { first: 1_000, most: 20_000 } as const;

export interface Sender {
  /** Done here at once; sent now, or as soon as there is a line. */
  act<Name extends CommandName>(act: NewAct<Name>): void;
  retry(id: string): void;
  dismiss(id: string): void;
  /** Try now: the line is back. */
  wake(): void;
}

/** One tab sends at a time, so that the order of acts holds even with two tabs open. */
const alone = (work: () => Promise<ReplayEnd>): Promise<ReplayEnd> => ("locks" in navigator ? (navigator.locks.request("tocsin-outbox", work) as Promise<ReplayEnd>) : work());

export function startSender(store: Store, disk: Disk, post: Post, signedOut: () => void): Sender {
  let running = false;
  let again = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const changed = (change: OutboxChange): void => store.set({ outbox: changeOutbox(store.get().outbox, change) });

  /** On the screen first, on disk before it is sent. */
  async function keep(change: OutboxChange): Promise<void> {
    changed(change);
    await disk.keep(store.get().outbox, change).then(
      () => store.set({ diskFailed: false }),
      () => store.set({ diskFailed: true }),
    );
    wake();
  }

  async function drain(): Promise<void> {
    const { seat, outbox } = store.get();
    if (!seat || !navigator.onLine || waiting(outbox, seat.userId).length === 0) return;
    const hooks = { outbox: () => store.get().outbox, changed, photoLost: () => store.set({ photoLost: true }) };
    const end = await alone(() => replay(seat.userId, post, disk, hooks));
    if (end === "signedOut") signedOut();
    if (end === "empty") failures = 0;
    if (end !== "unreachable") return;
    timer = setTimeout(wake, Math.min(BACK_OFF_MS.most, BACK_OFF_MS.first * 2 ** failures++));
  }

  function wake(): void {
    clearTimeout(timer);
    if (running) {
      again = true;
      return;
    }
    running = true;
    again = false;
    const failed = (): void => {
      store.set({ diskFailed: true });
      timer = setTimeout(wake, BACK_OFF_MS.most);
    };
    void drain().catch(failed).finally(() => {
      running = false;
      if (again) wake();
    });
  }

  return {
    act({ name, payload, photos = [] }) {
      const { seat, outbox } = store.get();
      if (!seat) return;
      const urgent = URGENT.includes(name);
      void keep({ t: "queued", act: { id: newUlid(), seq: nextSeq(outbox), userId: seat.userId, name, payload, at: Date.now(), urgent, photos, status: "WAITING", refused: null, faults: 0 } });
    },
    retry: (id) => void keep({ t: "retried", id }),
    dismiss: (id) => void keep({ t: "dismissed", id }),
    wake() {
      failures = 0;
      wake();
    },
  };
}
