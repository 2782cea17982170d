/** Waits for a condition to come true. @throws when it has not within ten seconds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain for: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
