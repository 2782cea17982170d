import { Handle, MarkerType, type Node, type NodeProps, Position, ReactFlow } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { type ActivationHead, type ActivationTask, isRunning } from "@tocsin/contract/command/activation.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { showPanel, showTab } from "../selection/panels.ts";
import { useSelectedIncidentId } from "../selection/selection.ts";
import { flowOf, NODE } from "./flow-layout.ts";
import { TaskClock } from "./task-clock-view.tsx";
import { useCallSign } from "./use-call-sign.ts";
import { useResponses } from "./use-responses.ts";
import "./flow.css";

type TaskNode = Node<{ readonly task: ActivationTask; readonly runs: "DOWN" | "RIGHT" }, "task">;

/** Of the column in which the flow lies. */
const RATIO = 0.8;

/** In the list beside it, where its buttons are. */
function showInList(taskId: string): void {
  showTab("plan");
  requestAnimationFrame(() => {
    const row = document.querySelector<HTMLElement>(`[data-task="${CSS.escape(taskId)}"]`);
    row?.scrollIntoView({ block: "center" });
    row?.querySelector<HTMLElement>("button")?.focus();
  });
}

function Task({ data: { task, runs } }: NodeProps<TaskNode>) {
  const say = useSay();
  const lang = useLang();
  const callSign = useCallSign(task.unitId);
  const missed = task.startMissedAt !== null || task.dueMissedAt !== null;
  return (
    <>
      <Handle type="target" position={runs === "DOWN" ? Position.Top : Position.Left} isConnectable={false} />
      <button type="button" className={`flow-task task-${task.state.toLowerCase()}${missed ? " flow-missed" : ""}`} onClick={() => showInList(task.id)}>
        <span className="task-line"><span className="tag">{say(`taskState.${task.state}`)}</span>{task.critical && <span className="tag tag-amber">{say("response.critical")}</span>}<TaskClock task={task} bare /></span>
        <strong>{nameIn(lang, task)}</strong>
        <span className="dim">{callSign ?? nameIn(lang, task.owner)}{missed && ` · ${say("response.missed")}`}</span>
      </button>
      <Handle type="source" position={runs === "DOWN" ? Position.Bottom : Position.Right} isConnectable={false} />
    </>
  );
}

const NODE_TYPES = { task: Task };
const behind = ({ state }: ActivationTask): boolean => state === "DONE" || state === "SKIPPED" || state === "CANCELLED";

function Graph({ response }: { readonly response: ActivationHead }) {
  const shape = response.tasks.map(({ id, after }) => `${id}<${after.join()}`).join(";");
  // Where tasks stand follows from what waits for what alone: while none comes or goes, only their look changes.
  const flow = flowOf(response.tasks, RATIO);
  const nodes = response.tasks.flatMap((task): TaskNode[] => {
    const position = flow.places.get(task.id);
    return position === undefined ? [] : [{ id: task.id, type: "task", position, data: { task, runs: flow.runs }, ...NODE }];
  });
  const byId = new Map(response.tasks.map((task) => [task.id, task]));
  const edges = flow.edges.map(({ from, to }) => {
    const passed = byId.get(from) !== undefined && behind(byId.get(from)!);
    return { id: `${from}>${to}`, source: from, target: to, className: passed ? "flow-passed" : "flow-open", markerEnd: { type: MarkerType.ArrowClosed, color: "var(--line-strong)" } };
  });
  return (
    <ReactFlow
      key={shape} nodes={nodes} edges={edges} nodeTypes={NODE_TYPES} fitView fitViewOptions={{ padding: 0.06, maxZoom: 1.1 }} minZoom={0.3} maxZoom={1.6}
      nodesDraggable={false} nodesConnectable={false} nodesFocusable={false} edgesFocusable={false} elementsSelectable={false} disableKeyboardA11y
    />
  );
}

function Flows({ incident }: { readonly incident: Pick<Incident, "id" | "responses"> }) {
  const say = useSay();
  const lang = useLang();
  const responses = useResponses(incident).filter(({ status, tasks }) => status !== "PROPOSED" && tasks.length > 0);
  const response = responses.find(isRunning) ?? responses.at(-1);
  return (
    <>
      <header className="flow-head">
        <h2>{response === undefined ? say("response.flow") : response.plan === null ? say("response.modulesAlone") : nameIn(lang, response.plan)}</h2>
        {response?.level != null && <span className="tag">{say("response.levelName", { level: response.level })}</span>}
        <button type="button" className="plain" onClick={() => showPanel("none")}>{say("prompt.leave")} <kbd>Esc</kbd></button>
      </header>
      {response === undefined ? <p className="hint dim">{say("response.none")}</p> : <div className="flow-graph"><Graph response={response} /></div>}
    </>
  );
}

/** The tasks of a running response and what waits for what, over the map, beside the list: it moves as the work does (CMD-08). */
export function FlowBoard() {
  const say = useSay();
  const id = useSelectedIncidentId();
  const incident = useBoard((state) => (id === null ? undefined : state.incidents.get(id)));
  return (
    <section className="flow" aria-label={say("response.flow")}>
      {incident === undefined ? <p className="hint dim">{say("detail.empty")}</p> : <Flows key={incident.id} incident={incident} />}
    </section>
  );
}
