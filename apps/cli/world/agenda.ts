/** What the simulated people are about to do, each under a key so that nobody plans the same thing twice. */
export interface Act {
  readonly key: string;
  /** Server time in ms at which it is done. */
  readonly at: number;
  readonly run: () => Promise<void>;
}

export interface Agenda {
  readonly has: (key: string) => boolean;
  readonly plan: (act: Act) => void;
  readonly forget: (key: string) => void;
  /** Takes out everything that is due, earliest first. */
  readonly due: (now: number) => Act[];
}

export function createAgenda(): Agenda {
  const acts = new Map<string, Act>();
  return {
    has: (key) => acts.has(key),
    plan: (act) => {
      if (!acts.has(act.key)) acts.set(act.key, act);
    },
    forget: (key) => acts.delete(key),
    due: (now) => {
      const due = [...acts.values()].filter((act) => act.at <= now).sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
      for (const act of due) acts.delete(act.key);
      return due;
    },
  };
}
