import { useState } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { PLAN_LEVELS, type PlanLevel } from "@tocsin/contract/command/plan-task.ts";
import { isActive } from "@tocsin/contract/dispatch/order.ts";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useBoard } from "../live/live-board.ts";
import { openPanel } from "../selection/panels.ts";
import { OrgSelect, UnitSelect } from "./post-fields.tsx";
import { choosePost } from "./use-posts.ts";
import "./posts.css";

type Over = { readonly incidentId: string } | { readonly advisoryId: string };

/** What a command post needs from its first moment: level, deputy, one task force with an objective. Whoever opens it commands (CMD-05). */
export function OpenPostForm({ over, name, onLeave }: { readonly over: Over; readonly name: string; readonly onLeave: () => void }) {
  const say = useSay();
  const incidentId = "incidentId" in over ? over.incidentId : null;
  const incident = useBoard((state) => (incidentId === null ? undefined : state.incidents.get(incidentId)));
  const [ids] = useState(() => ({ commandPostId: newUlid(), key: newUlid() }));
  const [level, setLevel] = useState<PlanLevel>("II");
  const [deputy, setDeputy] = useState("");
  const [units, setUnits] = useState<readonly string[]>(() => incident?.orders.flatMap(({ assignments }) => assignments.filter(isActive).map(({ unitId }) => unitId)) ?? []);
  const open = async (form: FormData): Promise<void> => {
    const objective = String(form.get("objective")).trim();
    const forces = [{ id: "F1", name: String(form.get("force")).trim(), leaderUnitId: units[0] ?? "", unitIds: [...units], objectiveId: objective === "" ? null : "O1" }];
    const payload = { commandPostId: ids.commandPostId, ...over, name: String(form.get("name")).trim(), level, holders: [{ role: "DEPUTY" as const, orgId: deputy }], forces, objectives: objective === "" ? [] : [{ id: "O1", text: objective }] };
    if (!(await act("command.openPost", payload, { key: ids.key, done: say("post.opened") })).ok) return;
    onLeave();
    choosePost(ids.commandPostId);
    openPanel("posts");
  };
  return (
    <form className="stack post-form" aria-label={say("act.post")} onSubmit={(event) => { event.preventDefault(); void open(new FormData(event.currentTarget)); }}>
      <label><span>{say("post.name")}</span><input className="field" name="name" required maxLength={60} defaultValue={name.slice(0, 60)} autoFocus /></label>
      <label><span>{say("post.levelName")}</span><select className="field" value={level} onChange={(event) => setLevel(PLAN_LEVELS.find((each) => each === event.target.value) ?? level)}>{PLAN_LEVELS.map((each) => <option key={each} value={each}>{say("post.level", { level: each })}</option>)}</select></label>
      <label><span>{say("postRole.DEPUTY")}</span><OrgSelect label={say("postRole.DEPUTY")} required value={deputy} onChange={setDeputy} /></label>
      <label><span>{say("post.forceName")}</span><input className="field" name="force" required maxLength={60} defaultValue={say("post.firstForce")} /></label>
      <UnitSelect label={say("post.units")} incidentId={incidentId} taken={new Set()} required value={units} onChange={setUnits} />
      <label><span>{say("post.objective")}</span><input className="field" name="objective" maxLength={240} /></label>
      <div className="post-acts post-send"><button type="submit" className="main">{say("act.post")} <kbd>↵</kbd></button><button type="button" className="plain" onClick={onLeave}>{say("prompt.leave")} <kbd>Esc</kbd></button></div>
    </form>
  );
}
