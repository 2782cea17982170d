import type { PlanLevel } from "@tocsin/contract/command/plan-task.ts";
import type { PlanView } from "@tocsin/contract/command/plan-version.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { useCity } from "../live/session.ts";

/** Whole minutes; below one, a part of it. */
const minutes = (seconds: number): string => String(Math.round(seconds / 6) / 10);

/** Tasks in an order in which they can be done; those that a level brings anew are marked by its number. */
export function PlanTasks({ tasks, level }: { readonly tasks: PlanView["tasks"]; readonly level: PlanLevel | null }) {
  const say = useSay();
  const lang = useLang();
  const { departments, capabilities } = useCity().city;
  const agency = (code: string): string => {
    const row = departments.find((each) => each.code === code);
    return row === undefined ? code : nameIn(lang, row);
  };
  const power = (code: string): string => {
    const row = capabilities.find((each) => each.code === code);
    return row === undefined ? code : nameIn(lang, row);
  };
  const names = new Map(tasks.map(({ task }) => [task.id, lang === "zh" ? task.nameZh : task.nameEn]));
  return (
    <table className="plan-tasks">
      <thead><tr><th>{say("plans.task")}</th><th>{say("plans.role")}</th><th>{say("plans.start")}</th><th>{say("plans.due")}</th><th>{say("plans.after")}</th></tr></thead>
      <tbody>
        {tasks.map(({ from, when, task }) => (
          <tr key={task.id} className={from === level ? "plan-new" : ""}>
            <td>
              <b>{lang === "zh" ? task.nameZh : task.nameEn}</b> {level !== null && <span className="plan-from">{say("plans.level", { level: from })}</span>} {task.critical && <span className="plan-critical">◆ {say("plans.critical")}</span>}
              <p>{lang === "zh" ? task.dutyZh : task.dutyEn}</p>
              {when !== null && <p className="dim">{say("plans.onlyIf")} <code>{when}</code></p>}
              {task.needs.length > 0 && <p className="dim">{say("plans.needs")} {task.needs.map(({ capability, count }) => `${power(capability)} × ${count}`).join(say("list.comma"))}</p>}
            </td>
            <td data-label={say("plans.role")}>{lang === "zh" ? task.role.nameZh : task.role.nameEn}<br /><span className="dim">{"agency" in task.role.holder ? agency(task.role.holder.agency) : say(`plans.at.${task.role.holder.level}`)}</span></td>
            <td data-label={say("plans.start")}>{say("plans.within", { minutes: minutes(task.startS) })}</td>
            <td data-label={say("plans.due")}>{say("plans.within", { minutes: minutes(task.dueS) })}</td>
            <td className="dim" data-label={say("plans.after")}>{task.after.map((id) => names.get(id) ?? id).join(say("list.comma"))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
