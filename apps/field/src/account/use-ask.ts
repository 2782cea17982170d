import { useState } from "react";
import { NothingProved } from "@tocsin/client/passkey.ts";
import { NetworkError, RefusedError } from "@tocsin/client/transport.ts";
import { useWording } from "../language/wording.ts";

export interface Asking {
  readonly busy: boolean;
  /** What was wrong, in the reader's language; null when nothing was. */
  readonly fault: string | null;
  /** Runs a question; its refusal becomes words, a fault of the page stays one. `elsewhere` takes refusals that are no fault and answers whether it did. */
  run(question: () => Promise<void>, elsewhere?: (refused: RefusedError["refused"]) => boolean): Promise<void>;
}

/** A question to the server that a form asks. The wrong field's own words are said before the general sentence; `first` stands until something is asked. */
export function useAsk(first: string | null = null): Asking {
  const { words } = useWording();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(first);
  async function run(question: () => Promise<void>, elsewhere?: (refused: RefusedError["refused"]) => boolean): Promise<void> {
    setBusy(true);
    setFault(null);
    try {
      await question();
    } catch (error) {
      if (error instanceof RefusedError) setFault(elsewhere?.(error.refused) === true ? null : (error.refused.fields?.[0]?.message ?? error.refused.message));
      else if (error instanceof NetworkError) setFault(words.signIn.noNetwork);
      else if (error instanceof NothingProved) setFault(words.factor.cancelled);
      else throw error;
    } finally {
      setBusy(false);
    }
  }
  return { busy, fault, run };
}
