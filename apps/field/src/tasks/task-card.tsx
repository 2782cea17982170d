import { useWording } from "../language/wording.ts";
import { useField } from "../state/field.ts";
import { TaskLimitLine, TaskStep } from "./task-acts.tsx";

/** What a plan asks of this unit: each task with its duty, its limit and its next step (CMD-08). */
export function TaskCards() {
  const { tasks, state } = useField();
  const { words, lang } = useWording();
  return tasks.map((own) => {
    const { response, task } = own;
    const plan = response.plan === null ? words.task.module : lang === "zh" ? response.plan.nameZh : response.plan.nameEn;
    // Who is not ordered to the incident sees of it what the response says.
    const now = state.board.incidents.get(response.incidentId)?.place?.addressText;
    const address = now ?? (response.address === null ? undefined : words.task.then(response.address));
    return (
      <section key={`${response.id}/${task.id}`} className="card plan-task" data-state={task.state}>
        <p className="head-marks">
          <strong className="mark">{words.task.state[task.state]}</strong>
          {task.critical && <strong className="mark">{words.task.critical}</strong>}
          {response.drill && <strong className="mark">{words.order.drill}</strong>}
          <span>{plan} · {words.order.no(response.incidentNo)}</span>
        </p>
        <h2>{lang === "zh" ? task.nameZh : task.nameEn}</h2>
        {address !== undefined && <p>{address}</p>}
        <p>{lang === "zh" ? task.dutyZh : task.dutyEn}</p>
        {task.toDecide && <p role="alert">{words.task.toDecide}</p>}
        <TaskLimitLine own={own} />
        <TaskStep own={own} />
      </section>
    );
  });
}
