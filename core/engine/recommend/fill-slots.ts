/**
 * Fills the slots of a card from a list that is ordered best first. As many slots are filled as can be, and of all sets of units
 * that fill so many the one from the list's head: no unit of it could give way to one that stands before it.
 *
 * The sets of units that can be seated at once form a transversal matroid, so taking each unit in turn whenever all taken so far
 * can still be seated is best for any costs that follow the order (Edmonds, Fulkerson, Transversals and matroid partition, 1965);
 * seats are moved along augmenting paths (Kuhn 1955).
 * `fits[unit]`: slots that the unit can fill. Answers for each slot the index of its unit, or null.
 */
export function fillSlots(slots: number, fits: readonly (readonly number[])[]): readonly (number | null)[] {
  const filled: (number | null)[] = Array.from({ length: slots }, () => null);
  const hopeless = new Set<string>();
  let free = slots;
  for (const [unit, own] of fits.entries()) {
    if (free === 0) break;
    // What cannot be seated now cannot be seated later either: the seats taken only become more.
    const key = own.join();
    if (own.length === 0 || hopeless.has(key)) continue;
    if (seat(unit, fits, filled, new Set())) free -= 1;
    else hopeless.add(key);
  }
  return filled;
}

/** Seats a unit, moving others to further slots of theirs where that helps; `tried` keeps the search from going in circles. */
function seat(unit: number, fits: readonly (readonly number[])[], filled: (number | null)[], tried: Set<number>): boolean {
  const own = fits[unit]!;
  const isFree = (slot: number): boolean => (filled[slot] ?? null) === null;
  // Nobody moves while there is a free seat.
  for (const slot of [...own.filter(isFree), ...own.filter((taken) => !isFree(taken))]) {
    if (tried.has(slot)) continue;
    tried.add(slot);
    const holder = filled[slot] ?? null;
    if (holder === null || seat(holder, fits, filled, tried)) {
      filled[slot] = unit;
      return true;
    }
  }
  return false;
}
