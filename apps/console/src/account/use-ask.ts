import { useState } from "react";
import { NothingProved } from "@tocsin/client/passkey.ts";
import { NetworkError, RefusedError } from "@tocsin/client/transport.ts";
import { useSay } from "../language/words.ts";

export interface Asking {
  readonly busy: boolean;
  /** What was wrong, in the reader's language; empty when nothing was. */
  readonly failed: string;
  /** Runs a question; its refusal becomes words, a fault of the page stays one. Answers whether it went well. */
  run(question: () => Promise<void>): Promise<boolean>;
}

/** A question to the server that a form asks. The wrong field's own words are said before the general sentence. */
export function useAsk(): Asking {
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState("");
  const run = async (question: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setFailed("");
    try {
      await question();
      return true;
    } catch (error) {
      if (error instanceof RefusedError) setFailed(error.refused.fields?.map(({ message }) => message).join(say("list.comma")) ?? error.refused.message);
      else if (error instanceof NetworkError) setFailed(say("signIn.noServer"));
      else if (error instanceof NothingProved) setFailed(say("passkey.cancelled"));
      else throw error;
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, failed, run };
}
