import type { PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import { planDiff } from "@tocsin/engine/plans/plan-diff.ts";
import { useSay } from "../language/words.ts";

/** What changed from one version to another. */
export function PlanChanges({ before, after }: { readonly before: PlanVersion; readonly after: PlanVersion }) {
  const say = useSay();
  const [one, two] = [before.plan ?? before.module ?? before.guidance, after.plan ?? after.module ?? after.guidance];
  if (one === undefined || two === undefined) return null;
  const changes = planDiff(one, two);
  return (
    <section>
      <h2>{say("plans.changes")}</h2>
      {changes.length === 0 ? <p className="dim">{say("plans.noChanges")}</p> : (
        <ul className="plan-changes">
          {changes.map(({ part, id, kind, field, before: was, after: is }, index) => (
            <li key={index}>
              <b>{say(`plans.change.${kind}`)}</b> <code>{[part, id, field].filter((each) => each !== null).join(" › ")}</code>
              {was !== null && <del>{was}</del>}
              {is !== null && <ins>{is}</ins>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
