import type { ReadinessItem } from "@tocsin/contract/command/plan-finding.ts";
import { useLang, useSay } from "../language/words.ts";
import { usePlanHeads, useReadiness } from "../plans/use-plans.ts";

/** What stands against a plan, one line each. `open`: it is read before somebody acts, and stands open. */
export function AgainstPlan({ items, open = false }: { readonly items: readonly ReadinessItem[]; readonly open?: boolean }) {
  const say = useSay();
  const lang = useLang();
  if (items.length === 0) return null;
  return (
    <details className="hint plan-against-it" open={open}><summary><span className="tag tag-amber">▲ {say("response.degraded", { count: items.length })}</span></summary>
      {items.map(({ path, zh, en }) => <p key={path + zh} className="hint">{lang === "zh" ? zh : en}</p>)}
    </details>
  );
}

/** What stands against the plan that holds under this code now, before it is started: it warns and keeps nobody from it (CMD-09). */
export function PlanWarning({ code }: { readonly code: string }) {
  const heads = usePlanHeads();
  const ready = useReadiness(heads);
  const holding = heads.find((head) => head.what === "PLAN" && head.code === code && head.status === "PUBLISHED");
  const readiness = ready.get(holding?.id ?? "");
  return <AgainstPlan items={readiness?.state === "DEGRADED" ? readiness.items : []} open />;
}
