/** Waits for a condition to come true. @throws when it has not within ten seconds, or as many as are given where something comes by a longer beat. */
export async function until(holds: () => boolean | Promise<boolean>, withinS = 10): Promise<void> {
  const end = Date.now() + withinS * 1_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain for: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
