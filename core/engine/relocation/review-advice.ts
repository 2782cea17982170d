import { adviseMove, type AreaCover, type Move } from "./advise-move.ts";
import { type RelocationInput } from "./relocation-input.ts";

/** A move that has been advised and waits for an answer. */
export interface StandingMove {
  readonly unitId: string;
  readonly postId: string;
}

export interface AdviceReview {
  /** Units whose advice no longer holds. */
  readonly withdraw: readonly string[];
  /** The move to advise now; null while another waits for its answer, or when there is none to make. */
  readonly advise: Move | null;
  /** Cover if nobody moves. */
  readonly before: readonly AreaCover[];
}

const NO_WAY = -1;

/** The same question with one unit and one post as the only move that may be made. */
function only(input: RelocationInput, { unitId, postId }: StandingMove): RelocationInput {
  return {
    ...input,
    units: input.units.map((unit) => (unit.driveMs === null || unit.unitId === unitId ? unit : { ...unit, driveMs: null })).map((unit) =>
      unit.driveMs === null ? unit : { ...unit, driveMs: Int32Array.from(unit.driveMs, (ms, post) => (input.posts[post]!.postId === postId ? ms : NO_WAY)) },
    ),
  };
}

/**
 * What becomes of the advice that stands. One that is still worth its drive stays, although another would by now win a little
 * more: what a dispatcher is reading must not change under the hand. At most one is left standing; a new one is made when none is.
 * @throws RangeError as {@link adviseMove}.
 */
export function reviewAdvice(input: RelocationInput, standing: readonly StandingMove[]): AdviceReview {
  const kept = standing.find((move) => adviseMove(only(input, move)).answer === "MOVE");
  const withdraw = standing.filter((move) => move !== kept).map(({ unitId }) => unitId);
  const { move, before } = adviseMove(input);
  return { withdraw, advise: kept === undefined ? move : null, before };
}
