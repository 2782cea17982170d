import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { useWording } from "../language/wording.ts";
import { useField, useServerNow } from "../state/field.ts";
import { forcesOf } from "./own-force.ts";

/** The task force in which the unit is: who leads, for what, and what it has to do by when (CMD-05). */
export function TaskForceCard({ unit }: { readonly unit: Unit }) {
  const { state } = useField();
  const { words, list, time } = useWording();
  const now = useServerNow(state.offset);
  return forcesOf(state.board.commandPosts.values(), unit.id).map(({ post, force, roomId }) => {
    const signOf = (unitId: string): string => post.callSigns?.[unitId] ?? unitId;
    const objective = post.objectives.find(({ id }) => id === force.objectiveId);
    const tasks = post.tasks.filter(({ owner, state: standing }) => standing === "OPEN" && "force" in owner && owner.force === force.id);
    const leads = force.leaderUnitId === unit.id;
    return (
      <section key={roomId} className="card" aria-label={words.force.title}>
        <h2>{force.name}</h2>
        <p>{post.name} · {leads ? words.force.youLead : words.force.ledBy(signOf(force.leaderUnitId))}</p>
        <p className="quiet">{words.force.units(list(force.unitIds.map(signOf)))}</p>
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
