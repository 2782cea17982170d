/** Less than this between a device and the server is one time. */
export const LATE_MS = 60_000;
/** A device that is ahead of the server by more than this has a wrong clock: nothing is said before it happened. */
const SKEW_MS = 5 * 60_000;

export interface DeviceTime {
  readonly at: number;
  /** The device's clock is wrong. */
  readonly isSkewed: boolean;
}

const numberIn = (value: unknown): number | null => {
  const at = typeof value === "object" && value !== null ? (value as { readonly deviceAt?: unknown }).deviceAt : undefined;
  return typeof at === "number" ? at : null;
};

/** When a device says that something happened, where that is not when the server heard of it: sent later, or by a clock that is wrong (SCN-03). */
export function deviceTimeOf({ at, data }: { readonly at: number; readonly data: unknown }): DeviceTime | null {
  const said = numberIn(data) ?? numberIn((data as { readonly feedback?: unknown } | null)?.feedback);
  if (said === null) return null;
  const isSkewed = said - at > SKEW_MS;
  return isSkewed || at - said >= LATE_MS ? { at: said, isSkewed } : null;
}
