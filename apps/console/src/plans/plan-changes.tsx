import type { PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import { planDiff } from "@tocsin/engine/plans/plan-diff.ts";
import { useSay } from "../language/words.ts";

type Written = Parameters<typeof planDiff>[0];

/** The content of a version, whatever it is one of. */
export const writtenIn = ({ plan, module, guidance }: Pick<PlanVersion, "plan" | "module" | "guidance">): Written | undefined => plan ?? module ?? guidance;

/** What changed from one content to another; `title` says what is held against what. */
export function PlanChanges({ before, after, title }: { readonly before: Written | undefined; readonly after: Written | undefined; readonly title?: string }) {
  const say = useSay();
  if (before === undefined || after === undefined) return null;
  const changes = planDiff(before, after);
  return (
    <section>
      <h2>{title ?? say("plans.changes")}</h2>
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
