/** An incident type as the call-taker's keyboard knows it: rows of the city's type file, with keys computed outside the core. */
export interface TypeEntry {
  /** `FR-01`. */
  readonly code: string;
  /** 1 to 99. */
  readonly number: number;
  readonly nameZh: string;
  readonly aliases: readonly string[];
  /** Pinyin of name and aliases, initials and in full: `hz`, `huozai`. */
  readonly keys: readonly string[];
}
