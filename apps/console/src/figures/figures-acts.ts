import type { Word } from "../language/words.ts";
import type { MonthRow } from "./month-rows.ts";

/** What is done with a month; to draft or correct one of which a draft waits puts the new one in its place. */
export const FIGURES_COMMANDS = { publish: "supervision.publishFigures", draft: "publications.draft", correct: "publications.correct" } as const;
export type FiguresAct = keyof typeof FIGURES_COMMANDS;

/** A seat, and to which of these it has a right. */
export interface FiguresSeat {
  readonly userId: string;
  readonly may: Readonly<Record<FiguresAct, boolean>>;
}

export const actWord = (act: FiguresAct, { draft }: Pick<MonthRow, "draft">): Word => (act === "publish" || draft === null ? `figures.act.${act}` : act === "draft" ? "figures.act.recount" : "figures.act.recorrect");

/** Whether a draft waits for this seat, which is another than the one that made it. */
export const mayPublish = ({ draft }: Pick<MonthRow, "draft">, { userId, may }: FiguresSeat): boolean => draft !== null && draft.by !== userId && may.publish;

/** What the seat may do with a month now. */
export function figuresActs(row: MonthRow, seat: FiguresSeat): readonly FiguresAct[] {
  const makes: FiguresAct = row.versions > 0 ? "correct" : "draft";
  return [...(mayPublish(row, seat) ? (["publish"] as const) : []), ...(seat.may[makes] ? [makes] : [])];
}
