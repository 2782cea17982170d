import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { beginDraft } from "../intake/draft-store.ts";
import { sayNow } from "../language/words.ts";
import { showIntake } from "../selection/panels.ts";

/**
 * Opens the form for an incident in which this city helps a neighbour: at the same point, a drill where it is one. What the neighbour
 * wrote stays in the matter, where it is deleted on its day (JNT-07).
 */
export function openForHelp({ id, no, drill, content: { place } }: Matter, party: string): void {
  beginDraft({ matterId: id, said: sayNow("help.said", { party, no }), drill, point: place?.point ?? null, channel: "PARTNER", noCallback: "WITHHELD" });
  showIntake(true);
}
