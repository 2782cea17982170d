import { useSay } from "../language/words.ts";
import { BoardFrame } from "../units/board-frame.tsx";
import { PointList } from "./point-list.tsx";
import "./planner.css";

/** Rapid-response points of the city: where, when, who and with what (DSP-06). */
export function PlannerBoard() {
  const say = useSay();
  return (
    <BoardFrame title={say("planner.name")}>
      <PointList />
    </BoardFrame>
  );
}
