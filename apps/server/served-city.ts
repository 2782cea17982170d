import type { CityIndex } from "@tocsin/domain/decision.ts";
import type { LayoutBook } from "./layout-book.ts";
import type { SharedWords } from "./shared-words.ts";
import type { Roles } from "./session.ts";

/** The city that a server serves, with the look-ups that the door needs. */
export interface ServedCity {
  readonly index: CityIndex;
  readonly roles: Roles;
  /** Which patrol areas hold when. */
  readonly layouts: LayoutBook;
  /** What neighbours shared, opened for those who may see it. */
  readonly shared: SharedWords;
}
