/** Waits for a condition to come true. @throws when it has not within half a minute, in which a machine that is busy with other things still comes round, or as many seconds as are given where something comes by a longer beat. */
export async function until(holds: () => boolean | Promise<boolean>, withinS = 30): Promise<void> {
  const end = Date.now() + withinS * 1_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain for: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
