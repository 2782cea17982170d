/**
 * What leaves the open interface, with its notice (LNK-11): announced at least so many days before its last day, both versions served
 * until then. Whoever removes a field or a route writes it here first; what stands in `interface-fields.txt` and in no notice that has
 * run out must still be there, and a test says so.
 */
export const NOTICE_DAYS = 90;

export interface Withdrawal {
  /** The route as it is registered, `/api/v1/board`, or a prefix that ends with `*`: a whole version, `/api/v1/*`. */
  readonly route: string;
  /** The field that goes, as `interface-fields.txt` has it; null: the whole route. */
  readonly field: string | null;
  /** The city's calendar days: announced on, and served through. */
  readonly announced: string;
  readonly lastDay: string;
  /** What takes its place: a route or a field; null = nothing. */
  readonly instead: string | null;
}

/** Nothing is being withdrawn. */
export const WITHDRAWALS: readonly Withdrawal[] = [];

/** Whether a route is meant. */
export const concerns = ({ route }: Pick<Withdrawal, "route">, url: string): boolean => (route.endsWith("*") ? url.startsWith(route.slice(0, -1)) : url === route);
