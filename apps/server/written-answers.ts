/** Answers that several requests share, with their bytes once the first of these was answered. */
const shared = new WeakMap<object, Buffer | null>();

/** Says that this very answer goes to several requests and changes no more: it is written once for all of them (R24). */
export function shareAnswer<Answer extends object>(answer: Answer): Answer {
  shared.set(answer, null);
  return answer;
}

/** The JSON text of an answer; as bytes where it is shared. */
export function writtenAnswer(answer: unknown): string | Buffer {
  if (typeof answer !== "object" || answer === null) return JSON.stringify(answer);
  const known = shared.get(answer);
  if (known === undefined) return JSON.stringify(answer);
  const bytes = known ?? Buffer.from(JSON.stringify(answer));
  shared.set(answer, bytes);
  return bytes;
}
