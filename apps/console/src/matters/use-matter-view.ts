import { useEffect, useState } from "react";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { MatterView } from "@tocsin/contract/linkage/views.ts";
import { client } from "../live/session.ts";

type Beside = Pick<MatterView, "chain" | "exercise">;
const NOTHING: Beside = { chain: [] };

/** What stands beside a matter: its chain and, of an exercise, its steps. Asked anew with each of its steps and whenever `beside` changes. */
export function useMatterView({ id, custody: { step } }: Matter, beside: string): Beside {
  const [view, setView] = useState(NOTHING);
  useEffect(() => {
    const asking = new AbortController();
    // Without an answer the card stands without it; the next step asks again.
    client.matter(id, { signal: asking.signal }).then(setView, () => undefined);
    return () => asking.abort();
  }, [id, step, beside]);
  return view;
}
