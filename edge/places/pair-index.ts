/** Which of many texts hold a given piece: an inverted index over pairs of neighbouring characters. */
export class PairIndex {
  readonly #texts: string[] = [];
  readonly #numbers: number[] = [];
  readonly #pairs = new Map<string, number[]>();
  readonly #singles = new Map<string, number[]>();

  add(text: string, number: number): void {
    const slot = this.#texts.push(text) - 1;
    this.#numbers.push(number);
    for (let i = 0; i < text.length; i++) {
      append(this.#singles, text[i]!, slot);
      if (i > 0) append(this.#pairs, text.slice(i - 1, i + 1), slot);
    }
  }

  /** Calls `visit` for every text that holds the piece, with where it begins first; at most `most` texts are looked at. */
  holding(piece: string, visit: (number: number, text: string, at: number) => void, most = Infinity): void {
    if (piece === "") return;
    const slots = piece.length === 1 ? this.#singles.get(piece) : this.#rarest(piece);
    if (!slots) return;
    const end = Math.min(slots.length, most);
    for (let i = 0; i < end; i++) {
      const slot = slots[i]!;
      const text = this.#texts[slot]!;
      const at = text.indexOf(piece);
      if (at >= 0) visit(this.#numbers[slot]!, text, at);
    }
  }

  #rarest(piece: string): number[] | undefined {
    let rarest: number[] | undefined;
    for (let i = 1; i < piece.length; i++) {
      const slots = this.#pairs.get(piece.slice(i - 1, i + 1));
      if (!slots) return undefined;
      if (!rarest || slots.length < rarest.length) rarest = slots;
    }
    return rarest;
  }
}

function append(lists: Map<string, number[]>, key: string, slot: number): void {
  const list = lists.get(key);
  if (!list) lists.set(key, [slot]);
  else if (list[list.length - 1] !== slot) list.push(slot);
}
