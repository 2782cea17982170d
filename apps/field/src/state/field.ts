import { createContext, useContext, useEffect, useMemo, useState } from "react";
import type { CommandName } from "@tocsin/contract/commands.ts";
import type { Session } from "../session/session.ts";
import { ownView, type OwnView } from "./own-order.ts";
import { useStore, type FieldState, type Store } from "./store.ts";

export interface Held {
  readonly store: Store;
  readonly session: Session;
}

export const HeldContext = createContext<Held | null>(null);

export function useHeld(): Held {
  const held = useContext(HeldContext);
  if (!held) throw new Error("outside of the app");
  return held;
}

export interface Field extends Held, OwnView {
  readonly state: FieldState;
  /** Whether the seat's role has a command; the server decides anew each time. */
  may(name: CommandName): boolean;
}

/** The state, what it means for the own unit, and the session that acts. */
export function useField(): Field {
  const held = useHeld();
  const state = useStore(held.store);
  const { board, outbox, offset, seat } = state;
  const own = useMemo(() => ownView(board, outbox, seat?.unitId ?? "", offset), [board, outbox, seat?.unitId, offset]);
  const may = (name: CommandName): boolean => seat?.commands.includes(name) === true;
  return { ...held, state, ...own, may };
}

/** Server time, moving on every second. */
export function useServerNow(offset: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now + offset;
}
