/** A system whose every behaviour is looked at: from each state, what may happen next. */
export interface Explorable<State> {
  readonly initial: State;
  /** Everything that may happen in a state, each with its name. */
  readonly next: (state: State) => Iterable<readonly [label: string, state: State]>;
  /** States with the same key behave alike and are looked at once. */
  readonly key: (state: State) => string;
  /** What is wrong with a state; null = nothing. */
  readonly fault: (state: State) => string | null;
  /** Where it must always be possible to get to. */
  readonly goal: (state: State) => boolean;
  /** Whether a way to the goal may rest on something of this name; left out: on everything. */
  readonly reliedOn?: (label: string) => boolean;
}

export interface Explored {
  readonly states: number;
  readonly transitions: number;
  /** Steps of the longest of all shortest ways from the beginning. */
  readonly depth: number;
  /** The first thing that is wrong, and the shortest way to it; null when nothing is. */
  readonly fault: { readonly what: string; readonly trace: readonly string[] } | null;
}

const STUCK = "no way leads from here to the goal";

/**
 * Explicit-state model checking: breadth first over all reachable states, so that the first fault has a shortest trace; then
 * backwards from the goals over the recorded transitions, which finds states from which no goal can be reached (AG EF goal).
 * @throws RangeError when there are more than `most` states: the model is then not as small as was thought.
 */
export function explore<State>({ initial, next, key, fault, goal, reliedOn = () => true }: Explorable<State>, most = 2_000_000): Explored {
  const index = new Map<string, number>([[key(initial), 0]]);
  const parents = [-1];
  const labels = [""];
  const depths = [0];
  const before: number[][] = [[]];
  const goals: number[] = [];
  let transitions = 0;
  let queue: State[] = [initial];
  const trace = (at: number): string[] => (at <= 0 ? [] : [...trace(parents[at]!), labels[at]!]);
  const answer = (found: Explored["fault"]): Explored => ({ states: index.size, transitions, depth: depths.at(-1)!, fault: found });
  for (let at = 0; queue.length > 0; ) {
    const level = queue;
    queue = [];
    for (const state of level) {
      const what = fault(state);
      if (what !== null) return answer({ what, trace: trace(at) });
      if (goal(state)) goals.push(at);
      for (const [label, after] of next(state)) {
        transitions += 1;
        const name = key(after);
        let to = index.get(name);
        if (to === undefined) {
          to = index.size;
          if (to >= most) throw new RangeError(`more than ${most} states`);
          index.set(name, to);
          parents.push(at);
          labels.push(label);
          depths.push(depths[at]! + 1);
          before.push([]);
          queue.push(after);
        }
        if (reliedOn(label)) before[to]!.push(at);
      }
      at += 1;
    }
  }
  const reaches = new Uint8Array(index.size);
  for (const found = [...goals]; found.length > 0; ) {
    const at = found.pop()!;
    if (reaches[at] === 1) continue;
    reaches[at] = 1;
    found.push(...before[at]!);
  }
  const stuck = reaches.indexOf(0);
  return answer(stuck < 0 ? null : { what: STUCK, trace: trace(stuck) });
}
