/**
 * The number of a paper ticket: account, hour and minute of the city's clock, and two signs of the command's own id, so that two
 * tickets of one minute differ and the same ticket always has the same number. `at` is ms of the city's wall clock.
 */
export function paperNumber(account: string, at: number, key: string): string {
  const minutes = Math.floor(at / 60_000) % 1_440;
  const digits = (value: number): string => String(value).padStart(2, "0");
  return `${account.toUpperCase()}-${digits(Math.floor(minutes / 60))}${digits(minutes % 60)}-${key.slice(-2)}`;
}
