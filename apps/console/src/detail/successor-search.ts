import type { Successors } from "@tocsin/contract/views.ts";

/** The seats whose account, name, role or organisation hold every word that was typed. */
export function matching<Seat extends Successors["seats"][number]>(seats: readonly Seat[], words: string, nameOf: (seat: Seat) => string): readonly Seat[] {
  const parts = words.toLowerCase().split(/\s+/).filter((part) => part !== "");
  return seats.filter((seat) => {
    const text = `${nameOf(seat)} ${seat.userId}`.toLowerCase();
    return parts.every((part) => text.includes(part));
  });
}
