import type { Successors } from "@tocsin/contract/views.ts";

type Seat = Successors["seats"][number];

/** The seats whose account, name, its pinyin, role or organisation hold every word that was typed. */
export function matching<Found extends Seat>(seats: readonly Found[], words: string, nameOf: (seat: Found) => string): readonly Found[] {
  const parts = words.toLowerCase().split(/\s+/).filter((part) => part !== "");
  return seats.filter((seat) => {
    const text = `${nameOf(seat)} ${seat.userId} ${seat.keys.join(" ")}`.toLowerCase();
    return parts.every((part) => text.includes(part));
  });
}

/** Seats for one word of a command: the account or the whole name goes before whatever only holds it. */
export function findSeats(seats: readonly Seat[], word: string): readonly Seat[] {
  const account = seats.filter(({ userId }) => userId === word.toLowerCase());
  if (account.length > 0) return account;
  const named = seats.filter(({ name }) => name === word);
  return named.length > 0 ? named : matching(seats, word, ({ name, roleZh, roleEn }) => `${name} ${roleZh} ${roleEn}`);
}

/** What a line says for a seat so that it is understood again: its name, or its account where the name is not one word or not its alone. */
export const wordFor = (seat: Seat, seats: readonly Seat[]): string => (/\s/.test(seat.name) || seats.some((other) => other.userId !== seat.userId && other.name === seat.name) ? seat.userId : seat.name);
