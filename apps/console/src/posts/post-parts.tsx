import { useState } from "react";
import { type CommandPost, POST_ROLES, type PostHolder, type PostTask, type TaskOwner } from "@tocsin/contract/command/command-post.ts";
import { MINUTE } from "@tocsin/kernel/instant.ts";
import { orgName } from "../city/city-index.ts";
import { Age } from "../incident/age.tsx";
import { runningTime } from "../incident/clock-state.ts";
import { ReasonPrompt } from "../incident/reason-prompt.tsx";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useBoard } from "../live/live-board.ts";
import { serverNow, useNow } from "../live/server-clock.ts";
import { useCity } from "../live/session.ts";
import { OrgSelect, UnitSelect } from "./post-fields.tsx";
import { nextId } from "./next-id.ts";
import { usePostRights } from "./post-right.ts";

interface Props {
  readonly post: CommandPost;
}

/** Who answers for a task, in words. */
function useOwnerName(post: CommandPost): (owner: TaskOwner) => string {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  return (owner) => ("force" in owner ? (post.forces.find(({ id }) => id === owner.force)?.name ?? owner.force) : "role" in owner ? say(`postRole.${owner.role}`) : orgName(city, owner.orgId, lang));
}

/** Time left of a task; late ones say by how much, in shape and colour. */
function Due({ task }: { readonly task: PostTask }) {
  const say = useSay();
  const left = Math.round((task.dueAt - useNow()) / 1_000);
  if (task.state !== "OPEN") return <span className="dim">{say(`postTask.${task.state}`)} <Age at={task.at} /></span>;
  return left >= 0 ? <span className="num">{say("advisory.left", { time: runningTime(left) })}</span> : <span className="tag tag-red num">▲ {say("advisory.overdue", { time: runningTime(-left) })}</span>;
}

const LIMITS = [10, 20, 30, 60, 120, 240] as const;

/** Tasks with owner, limit and state: what is late first, then what is due soonest; what has ended last. */
export function PostTasks({ post }: Props) {
  const say = useSay();
  const ownerName = useOwnerName(post);
  const { leads, staff, may } = usePostRights(post);
  const [asking, setAsking] = useState<{ readonly id: string; readonly what: "CANCELLED" | "HANDED_OVER" } | null>(null);
  const [text, setText] = useState("");
  const commandPostId = post.id;
  const end = (taskId: string, state: "DONE" | "CANCELLED" | "HANDED_OVER", note = "", toOrgId?: string): void => {
    setAsking(null);
    void act("command.endPostTask", { commandPostId, taskId, state, note, ...(toOrgId === undefined ? {} : { toOrgId }) });
  };
  const give = (form: FormData): void => {
    const [kind = "", id = ""] = String(form.get("owner")).split("/");
    const owner = (kind === "force" ? { force: id } : { role: id }) as TaskOwner;
    void act("command.setPostTask", { commandPostId, taskId: nextId("T", post.tasks), text: text.trim(), owner, dueAt: serverNow() + Number(form.get("minutes")) * MINUTE }).then(({ ok }) => ok && setText(""));
  };
  const rows = [...post.tasks].sort((a, b) => Number(a.state !== "OPEN") - Number(b.state !== "OPEN") || a.dueAt - b.dueAt);
  return (
    <section aria-label={say("post.tasks")}>
      <h3>{say("post.tasks")} <span className="dim num">{post.tasks.filter(({ state }) => state === "OPEN").length}</span></h3>
      <ul className="post-rows">
        {rows.map((task) => (
          <li key={task.id} className={task.state === "OPEN" ? "" : "post-ended"}>
            <span className="post-what">{task.text}</span> <span className="dim">{ownerName(task.owner)}</span> <Due task={task} />
            {task.state === "OPEN" && asking === null && (
              <span className="post-row-acts">
                {staff && <button type="button" className="plain" onClick={() => end(task.id, "DONE")}>{say("post.done")}</button>}
                {leads && <button type="button" className="plain" onClick={() => setAsking({ id: task.id, what: "HANDED_OVER" })}>{say("post.handOver")}</button>}
                {leads && <button type="button" className="plain" onClick={() => setAsking({ id: task.id, what: "CANCELLED" })}>{say("post.cancel")}</button>}
              </span>
            )}
            {asking?.id === task.id && asking.what === "CANCELLED" && <ReasonPrompt label={say("post.cancelWhy")} onLeave={() => setAsking(null)} onReason={(note) => end(task.id, "CANCELLED", note)} />}
            {asking?.id === task.id && asking.what === "HANDED_OVER" && <HandOver onLeave={() => setAsking(null)} onDone={(orgId, note) => end(task.id, "HANDED_OVER", note, orgId)} />}
            {task.note !== "" && <span className="dim">{task.note}</span>}
          </li>
        ))}
      </ul>
      {may("command.setPostTask", "OPERATIONS") && (
        <form className="post-add" aria-label={say("post.addTask")} onSubmit={(event) => { event.preventDefault(); if (text.trim() !== "") give(new FormData(event.currentTarget)); }}>
          <input className="field" aria-label={say("post.taskText")} placeholder={say("post.taskText")} value={text} maxLength={240} onChange={(event) => setText(event.target.value)} />
          <select className="field" name="owner" aria-label={say("post.owner")}>
            {post.forces.map(({ id, name }) => <option key={id} value={`force/${id}`}>{name}</option>)}
            {post.holders.map(({ role }) => <option key={role} value={`role/${role}`}>{say(`postRole.${role}`)}</option>)}
          </select>
          <select className="field" name="minutes" aria-label={say("post.limit")} defaultValue={30}>{LIMITS.map((minutes) => <option key={minutes} value={minutes}>{say("post.minutes", { minutes })}</option>)}</select>
          <button type="submit" className="plain" disabled={text.trim() === ""}>{say("post.addTask")} <kbd>↵</kbd></button>
        </form>
      )}
    </section>
  );
}

function HandOver({ onDone, onLeave }: { readonly onDone: (orgId: string, note: string) => void; readonly onLeave: () => void }) {
  const say = useSay();
  const [orgId, setOrg] = useState("");
  return (
    <div className="post-add">
      <OrgSelect label={say("post.toOrg")} value={orgId} onChange={setOrg} />
      {orgId !== "" && <ReasonPrompt label={say("post.handOverWhy")} onLeave={onLeave} onReason={(note) => onDone(orgId, note)} />}
    </div>
  );
}

export function PostObjectives({ post }: Props) {
  const say = useSay();
  const { leads } = usePostRights(post);
  const [text, setText] = useState("");
  const [dropping, setDropping] = useState<string | null>(null);
  const set = (objectiveId: string, words: string, state: CommandPost["objectives"][number]["state"], note = ""): Promise<{ readonly ok: boolean }> => act("command.setObjective", { commandPostId: post.id, objectiveId, text: words, state, note });
  return (
    <section aria-label={say("post.objectives")}>
      <h3>{say("post.objectives")}</h3>
      <ul className="post-rows">
        {post.objectives.map((objective) => (
          <li key={objective.id} className={objective.state === "OPEN" ? "" : "post-ended"}>
            <span className="post-what">{objective.text}</span> <span className="dim">{say(`objective.${objective.state}`)} <Age at={objective.at} /></span>
            {leads && objective.state === "OPEN" && dropping === null && (
              <span className="post-row-acts">
                <button type="button" className="plain" onClick={() => void set(objective.id, objective.text, "REACHED")}>{say("objective.REACHED")}</button>
                <button type="button" className="plain" onClick={() => setDropping(objective.id)}>{say("post.drop")}</button>
              </span>
            )}
            {dropping === objective.id && <ReasonPrompt label={say("post.dropWhy")} onLeave={() => setDropping(null)} onReason={(note) => { setDropping(null); void set(objective.id, objective.text, "DROPPED", note); }} />}
            {objective.note !== "" && <span className="dim">{objective.note}</span>}
          </li>
        ))}
      </ul>
      {leads && (
        <form className="post-add" onSubmit={(event) => { event.preventDefault(); if (text.trim() !== "") void set(nextId("O", post.objectives), text.trim(), "OPEN").then(({ ok }) => ok && setText("")); }}>
          <input className="field" aria-label={say("post.addObjective")} placeholder={say("post.addObjective")} value={text} maxLength={240} onChange={(event) => setText(event.target.value)} />
          <button type="submit" className="plain" disabled={text.trim() === ""}>{say("post.addObjective")} <kbd>↵</kbd></button>
        </form>
      )}
    </section>
  );
}

/** Task forces: their units under a leader, the objective they serve; a change is one set. */
export function PostForces({ post }: Props) {
  const say = useSay();
  const { leads } = usePostRights(post);
  const units = useBoard((state) => state.units);
  const [editing, setEditing] = useState<string | null>(null);
  const [ending, setEnding] = useState<string | null>(null);
  const signs = (ids: readonly string[], leader: string): string => ids.map((id) => `${units.get(id)?.callSign ?? id}${id === leader ? say("post.leads") : ""}`).join(say("list.comma"));
  return (
    <section aria-label={say("post.forces")}>
      <h3>{say("post.forces")}</h3>
      <ul className="post-rows">
        {post.forces.map((force) => (
          <li key={force.id}>
            <b>{force.name}</b> <span className="post-what">{signs(force.unitIds, force.leaderUnitId)}</span> <span className="dim">{post.objectives.find(({ id }) => id === force.objectiveId)?.text ?? say("post.noObjective")}</span>
            {leads && editing === null && ending === null && (
              <span className="post-row-acts">
                <button type="button" className="plain" onClick={() => setEditing(force.id)}>{say("post.change")}</button>
                {post.forces.length > 1 && <button type="button" className="plain" onClick={() => setEnding(force.id)}>{say("post.dissolve")}</button>}
              </span>
            )}
            {ending === force.id && <ReasonPrompt label={say("post.dissolveWhy")} onLeave={() => setEnding(null)} onReason={(reason) => { setEnding(null); void act("command.dissolveTaskForce", { commandPostId: post.id, forceId: force.id, reason }); }} />}
            {editing === force.id && <ForceForm post={post} id={force.id} onLeave={() => setEditing(null)} />}
          </li>
        ))}
      </ul>
      {leads && editing === null && <button type="button" className="plain" onClick={() => setEditing("new")}>{say("post.addForce")}</button>}
      {editing === "new" && <ForceForm post={post} id={nextId("F", [...post.forces, ...(post.left ?? []).map(({ forceId }) => ({ id: forceId }))])} onLeave={() => setEditing(null)} />}
    </section>
  );
}

function ForceForm({ post, id, onLeave }: Props & { readonly id: string; readonly onLeave: () => void }) {
  const say = useSay();
  const standing = post.forces.find((force) => force.id === id);
  const taken = new Set(post.forces.flatMap((force) => (force.id === id ? [] : force.unitIds)));
  const [chosen, setChosen] = useState<readonly string[]>(standing?.unitIds ?? []);
  const save = (form: FormData): void => {
    const name = String(form.get("name")).trim();
    const objective = String(form.get("objective"));
    if (name === "" || chosen.length === 0) return;
    const leaderUnitId = standing !== undefined && chosen.includes(standing.leaderUnitId) ? standing.leaderUnitId : chosen[0]!;
    void act("command.setTaskForce", { commandPostId: post.id, force: { id, name, leaderUnitId, unitIds: [...chosen], objectiveId: objective === "" ? null : objective } }).then(({ ok }) => ok && onLeave());
  };
  return (
    <form className="post-form" onSubmit={(event) => { event.preventDefault(); save(new FormData(event.currentTarget)); }} onKeyDown={(event) => { if (event.key === "Escape") { event.stopPropagation(); onLeave(); } }}>
      <label><span>{say("post.forceName")}</span><input className="field" name="name" defaultValue={standing?.name ?? ""} maxLength={60} autoFocus /></label>
      <UnitSelect label={say("post.units")} incidentId={post.incidentId} taken={taken} value={chosen} onChange={setChosen} />
      <label><span>{say("post.objective")}</span><select className="field" name="objective" defaultValue={standing?.objectiveId ?? ""}><option value="">{say("post.noObjective")}</option>{post.objectives.map((objective) => <option key={objective.id} value={objective.id}>{objective.text}</option>)}</select></label>
      <div className="post-acts"><button type="submit" className="main">{say("prompt.do")} <kbd>↵</kbd></button><button type="button" className="plain" onClick={onLeave}>{say("prompt.leave")} <kbd>Esc</kbd></button></div>
    </form>
  );
}

export function PostRoles({ post }: Props) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const { leads } = usePostRights(post);
  const [role, setRole] = useState<PostHolder["role"]>("OPERATIONS");
  const [orgId, setOrg] = useState("");
  return (
    <section aria-label={say("post.roles")}>
      <h3>{say("post.roles")}</h3>
      <ul className="post-rows">
        {post.holders.map((holder) => (
          <li key={holder.role}>
            <b>{say(`postRole.${holder.role}`)}</b> <span className="post-what">{orgName(city, holder.orgId, lang)}</span>
            {leads && holder.role !== "DEPUTY" && <span className="post-row-acts"><button type="button" className="plain" onClick={() => void act("command.endPostRole", { commandPostId: post.id, role: holder.role })}>{say("post.release")}</button></span>}
          </li>
        ))}
      </ul>
      {leads && (
        <form className="post-add" onSubmit={(event) => { event.preventDefault(); if (orgId !== "") void act("command.setPostRole", { commandPostId: post.id, holder: { role, orgId } }); }}>
          <select className="field" aria-label={say("post.role")} value={role} onChange={(event) => setRole(POST_ROLES.find((each) => each === event.target.value) ?? role)}>{POST_ROLES.map((each) => <option key={each} value={each}>{say(`postRole.${each}`)}</option>)}</select>
          <OrgSelect label={say("post.toOrg")} value={orgId} onChange={setOrg} />
          <button type="submit" className="plain" disabled={orgId === ""}>{say("post.setRole")} <kbd>↵</kbd></button>
        </form>
      )}
    </section>
  );
}
