/** Where time comes from: the machine's clock in service, a settable one in tests and simulations. */
export interface Clock {
  /** Milliseconds since 1970 UTC, an integer. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };
