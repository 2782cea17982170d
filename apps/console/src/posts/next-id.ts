/** The next free short id of a kind within a post: `T1`, `T2`. */
export function nextId(letter: string, taken: readonly { readonly id: string }[]): string {
  const numbers = taken.map(({ id }) => (id.startsWith(letter) ? Number(id.slice(letter.length)) : 0)).filter(Number.isFinite);
  return `${letter}${Math.max(0, ...numbers) + 1}`;
}
