import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { useWording } from "../language/wording.ts";
import { useField, useServerNow } from "../state/field.ts";

/** The task force in which the unit is: who leads, for what, and what it has to do by when (CMD-05). */
export function TaskForceCard({ unit }: { readonly unit: Unit }) {
  const { state } = useField();
  const { words, time } = useWording();
  const now = useServerNow(state.offset);
  const mine = [...state.board.commandPosts.values()].filter(({ status }) => status === "OPEN").flatMap((post) => post.forces.filter(({ unitIds }) => unitIds.includes(unit.id)).map((force) => ({ post, force })));
  return mine.map(({ post, force }) => {
    const objective = post.objectives.find(({ id }) => id === force.objectiveId);
    const tasks = post.tasks.filter(({ owner, state: standing }) => standing === "OPEN" && "force" in owner && owner.force === force.id);
    const leads = force.leaderUnitId === unit.id;
    return (
      <section key={`${post.id}/${force.id}`} className="card" aria-label={words.force.title}>
        <h2>{force.name}</h2>
        <p>{post.name} · {leads ? words.force.youLead : words.force.ledBy(state.board.units.get(force.leaderUnitId)?.callSign ?? force.leaderUnitId)}</p>
        {objective && <p><strong>{words.force.objective(objective.text)}</strong></p>}
        {tasks.length > 0 && (
          <ul className="rows">
            {tasks.map((task) => <li key={task.id}><strong>{task.text}</strong><span>{task.dueAt < now ? words.force.late(time(task.dueAt)) : words.force.by(time(task.dueAt))}</span></li>)}
          </ul>
        )}
      </section>
    );
  });
}
