/**
 * A look that many ask for at once. Whoever asks while one is under way shares the next, which begins when that has ended: nobody
 * is given an answer to a look that began before he asked, and however many ask, two are all that anybody waits for.
 */
export function sharedLook<Seen>(look: () => Promise<Seen>): () => Promise<Seen> {
  let running: Promise<Seen> | null = null;
  let next: Promise<Seen> | null = null;
  const begin = (): Promise<Seen> => {
    const mine = look().finally(() => {
      if (running === mine) running = null;
    });
    return (running = mine);
  };
  return () => {
    if (running === null) return begin();
    return (next ??= running.then(() => undefined, () => undefined).then(() => {
      next = null;
      return begin();
    }));
  };
}
