import type { Position, PositionReceipt } from "@tocsin/contract/views.ts";
import type { Static } from "typebox";
import type { Session } from "../../session.ts";
import type { PositionSource } from "../positions/source-counts.ts";

/** Last known positions of units, beside the log; made by the positions feature, read by board, stream and ranking. */
export interface PositionBook {
  /** The latest position of every unit that has one. */
  all(): readonly Position[];
  of(unitId: string): Position | undefined;
  /** The one way in for positions, by whatever door a session sends them; each that is refused is named with its reason. */
  accept(session: Session, positions: readonly Position[], source: PositionSource): Promise<Static<typeof PositionReceipt>>;
  /** Hears of accepted positions, also of those that another server took. Answers how to stop. */
  subscribe(listener: (positions: readonly Position[]) => void): () => void;
}
