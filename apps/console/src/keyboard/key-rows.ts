import type { Word } from "../language/words.ts";
import { DETAIL_TABS } from "../selection/panels.ts";

/** Every key with what it does: the sheet under `?` shows this list, and nothing else is a secret. */
export interface KeyRow {
  readonly keys: string;
  readonly word: Word;
}
export interface KeyGroup {
  readonly title: Word;
  readonly rows: readonly KeyRow[];
}

const row = (keys: string, word: Word): KeyRow => ({ keys, word });

export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    title: "keys.everywhere",
    rows: [
      row("N", "keys.new"), row("/", "keys.bar"), row("J  K", "keys.step"), row("↵", "keys.toCandidates"), row(`1–${DETAIL_TABS.length}`, "keys.tabs"), row("A", "keys.known"), row("Z", "keys.mend"), row("F", "keys.filter"),
      row("G", "keys.goTo"), row("U", "keys.units"), row("B", "keys.breaches"), row("I", "keys.reserve"), row("V", "keys.speed"), row("H", "keys.planner"), row("Q", "keys.move"), row("0", "keys.roads"), row("S", "keys.mute"), row("F8", "keys.talk"), row("?", "keys.sheet"), row("Esc", "keys.leave"),
    ],
  },
  {
    title: "keys.incident",
    rows: [
      row("D", "keys.toCandidates"), row("C", "keys.command"), row("E", "seat.answer"), row("L", "act.locate"), row("Y", "act.classify"), row("P", "act.priority"), row("R", "act.report"), row("T", "keys.note"), row("M", "act.merge"), row("W", "act.cancel"), row("X", "act.close"), row("O", "act.reopen"),
    ],
  },
  {
    title: "keys.candidates",
    rows: [row("↵", "keys.sendFirst"), row("1–9", "keys.sendOther"), row("↑ ↓", "keys.choose"), row("Space", "keys.gather"), row("T", "keys.team"), row("D", "keys.draw")],
  },
  {
    title: "keys.intake",
    rows: [row("↵", "keys.nextField"), row("↑ ↓", "keys.choose"), row("Ctrl ↵", "keys.save"), row("Alt P", "keys.preDispatch"), row("Alt 1–4", "keys.attach"), row("?1–?4", "keys.noPlace"), row("s a d w o", "keys.noNumber")],
  },
];
