/** A process of its own that sends positions, or asks for recommendations, and measures; told by messages of its parent. */
export type LoadOrder =
  | { readonly t: "send"; readonly url: string; readonly token: string; readonly unitIds: readonly string[]; readonly batch: number; readonly forMs: number; readonly atOnce: number; /** Positions per second; as fast as they are taken when left out. */ readonly rate?: number }
  | { readonly t: "ask"; readonly url: string; readonly token: string; readonly times: number };
export interface LoadReply {
  /** Positions taken, and refused. */
  readonly accepted: number;
  readonly refused: number;
  readonly ms: number;
  /** Milliseconds of every question. */
  readonly took: readonly number[];
}

/** Fixes are a millisecond apart, from well before now, so that they never come from the future. */
const startAt = Date.now() - 300_000;
const sent = new Map<string, number>();

/** Each unit goes back and forth along a hundred metres of its street, a metre at a time. */
function bodyOf(units: readonly { readonly unitId: string; readonly lat: string }[], batch: number): string {
  const positions: string[] = [];
  for (let i = 0; i < batch; i++) {
    const { unitId, lat } = units[i % units.length]!;
    const step = (sent.get(unitId) ?? 0) + 1;
    sent.set(unitId, step);
    const metres = Math.abs((step % 200) - 100);
    positions.push(`{"unitId":"${unitId}","lon":${(-122.39 + metres / 1e5).toFixed(6)},"lat":${lat},"at":${startAt + step},"accuracyM":6,"speedKmh":31,"heading":90}`);
  }
  return `{"positions":[${positions.join(",")}]}`;
}

async function post(url: string, token: string, body: string): Promise<{ accepted: number; refused: readonly unknown[] }> {
  const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${token}` }, body });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as { accepted: number; refused: readonly unknown[] };
}

async function send({ url, token, unitIds, batch, forMs, atOnce, rate }: Extract<LoadOrder, { t: "send" }>): Promise<LoadReply> {
  const began = performance.now();
  let [accepted, refused, batches] = [0, 0, 0];
  // Each connection brings its own units: what one says of a unit comes in order.
  const one = async (_: unknown, lane: number): Promise<void> => {
    const own = unitIds.map((unitId, index) => ({ unitId, lat: (37.752 + (index % 35) * 0.002).toFixed(6) })).filter((_, index) => index % atOnce === lane);
    while (performance.now() - began < forMs) {
      const due = rate === undefined ? 0 : began + (batches++ * batch * 1_000) / rate - performance.now();
      if (due > 0) await new Promise((resolve) => setTimeout(resolve, due));
      const answer = await post(url, token, bodyOf(own, batch));
      accepted += answer.accepted;
      refused += answer.refused.length;
    }
  };
  await Promise.all(Array.from({ length: atOnce }).map(one));
  return { accepted, refused, ms: performance.now() - began, took: [] };
}

async function ask({ url, token, times }: Extract<LoadOrder, { t: "ask" }>): Promise<LoadReply> {
  const began = performance.now();
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const from = performance.now();
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
    took.push(performance.now() - from);
  }
  return { accepted: 0, refused: 0, ms: performance.now() - began, took };
}

process.on("message", (order: LoadOrder) => {
  (order.t === "send" ? send(order) : ask(order)).then(
    (reply) => process.send?.(reply),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
