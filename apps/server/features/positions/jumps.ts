import type { UnitKind } from "@tocsin/contract/organisation/city.ts";
import type { Position } from "@tocsin/contract/views.ts";
import { canHaveMoved } from "./judge-position.ts";

/** So many fixes that agree with each other, each at least a second after the one before, are believed against the last position. */
const BELIEVED_AFTER = 4;
const APART_MS = 1_000;

/**
 * Tells jumps from moves. A fix to which the unit cannot have come is doubted and not taken; when the doubted ones go on to
 * agree with each other, it was the last position that was wrong (a first fix gone astray, a unit carried), and the
 * fourth is taken. One fix that agrees with the last position ends the doubt.
 */
export interface Jumps {
  /** Whether to take the fix after the last position. */
  believes(last: Position | undefined, position: Position, kind: UnitKind): boolean;
  forget(unitId: string): void;
}

export function createJumps(): Jumps {
  const doubted = new Map<string, { readonly position: Position; readonly agreed: number }>();
  return {
    believes(last, position, kind) {
      const { unitId } = position;
      if (last === undefined || canHaveMoved(last, position, kind)) {
        if (doubted.size > 0) doubted.delete(unitId);
        return true;
      }
      const before = doubted.get(unitId);
      const agrees = before !== undefined && position.at >= before.position.at && canHaveMoved(before.position, position, kind);
      if (agrees && position.at - before.position.at < APART_MS) return false;
      const agreed = agrees ? before.agreed + 1 : 1;
      if (agreed < BELIEVED_AFTER) doubted.set(unitId, { position, agreed });
      else doubted.delete(unitId);
      return agreed >= BELIEVED_AFTER;
    },
    forget: (unitId) => void doubted.delete(unitId),
  };
}
