import { useCallback, useState } from "react";
import type { Beside } from "./findings-beside.ts";

/** Which finding somebody wants to see: by its number in the list, or the one after the last that was looked at. */
export function useFindingGoal(findings: readonly Beside[]) {
  const [goal, setGoal] = useState<string | null>(null);
  const [gone, setGone] = useState(-1);
  const arrived = useCallback(() => setGoal(null), []);
  const goTo = (at: number): void => {
    setGone(at);
    setGoal(findings[at]?.path ?? null);
  };
  return { goal, arrived, goTo, goOn: () => goTo(findings.length === 0 ? -1 : (gone + 1) % findings.length) };
}
