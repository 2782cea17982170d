import type { Deadlines, Priority } from "@tocsin/contract/organisation/city.ts";
import type { ResponseCardRow } from "@tocsin/contract/organisation/response-card.ts";
import { type DurationMs } from "@tocsin/kernel/instant.ts";

/** One unit that a response card asks for; a row that counts several makes as many slots. */
export interface CardSlot {
  readonly nameZh: string;
  readonly nameEn: string;
  /** Kinds that fill it; empty = any. */
  readonly kinds: readonly string[];
  /** Capabilities that a unit must have, all of them. */
  readonly capabilities: readonly string[];
  /** Tier from which the unit comes; null = any. */
  readonly echelon: 1 | 3 | 5 | null;
  /** Arrival limit of the tier, from the order; null where no tier is read. */
  readonly limitMs: DurationMs | null;
}

/**
 * The slots of an incident's card: rows of its type at its priority, or at ALL where the priority has none; no rows, no slots.
 * Tiers carry the limits of the ECHELON reading (DSP-05): first units, reinforcement, heavier forces.
 */
export function slotsFor(cards: readonly ResponseCardRow[], limits: Deadlines["echelon"], typeCode: string | null, priority: Priority | null): readonly CardSlot[] {
  if (typeCode === null || priority === null) return [];
  const own = cards.filter((row) => row.type === typeCode);
  const exact = own.filter((row) => row.level === priority);
  const seconds = { 1: limits.first, 3: limits.second, 5: limits.third } as const;
  return (exact.length > 0 ? exact : own.filter((row) => row.level === "ALL")).flatMap(({ nameZh, nameEn, kinds, capabilities, echelon, count }) =>
    Array.from({ length: count }, (): CardSlot => ({ nameZh, nameEn, kinds, capabilities, echelon, limitMs: echelon === null ? null : seconds[echelon] * 1_000 })),
  );
}

/** What a slot asks of a unit. */
export interface Fitting {
  readonly kind: string;
  readonly capabilities: readonly string[];
  readonly expiredCapabilities: readonly string[];
  readonly echelon?: 1 | 3 | 5;
}

/** Indices of the slots that a unit can fill, ascending. Lapsed capabilities do not count; a unit without a tier is of the first. */
export function slotsOf(unit: Fitting, slots: readonly CardSlot[]): readonly number[] {
  const has = (code: string): boolean => unit.capabilities.includes(code) && !unit.expiredCapabilities.includes(code);
  const fits = ({ kinds, capabilities, echelon }: CardSlot): boolean =>
    (kinds.length === 0 || kinds.includes(unit.kind)) && (echelon === null || (unit.echelon ?? 1) === echelon) && capabilities.every(has);
  return slots.flatMap((slot, index) => (fits(slot) ? [index] : []));
}
