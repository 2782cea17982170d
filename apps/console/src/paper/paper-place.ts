/** Where the printable board opens. */
export const PAPER = "/paper";
/** What the console keeps in this browser, its service worker reads the board from it. */
export const CONSOLE_SAFE = "tocsin-console-safe";
/** The board in the safe, by kind and id. */
export const PAPER_KEPT = ["paper", "paper"] as const;
/** What lies there: the board, or while the seat is locked a page that says so. */
export interface KeptPage {
  readonly locked: boolean;
  readonly html: string;
}
