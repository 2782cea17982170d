import { useId, useState } from "react";
import type { ActivationTask } from "@tocsin/contract/command/activation.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useBoard } from "../live/live-board.ts";
import { useCity } from "../live/session.ts";

type Target = { readonly unitId: string } | { readonly orgId: string };

const unitsOf = ({ units }: { readonly units: ReadonlyMap<string, Unit> }): ReadonlyMap<string, Unit> => units;

/** Who may be given a task, by what is typed: units on shift first, then organisations with a seat. */
function useTargets(): ReadonlyMap<string, Target> {
  const lang = useLang();
  const { orgs } = useCity().city;
  const units = [...useBoard(unitsOf).values()].filter(({ status }) => status !== "OFF_DUTY");
  return new Map<string, Target>([
    ...units.map(({ id, callSign }) => [`${callSign} ${id}`, { unitId: id }] as const),
    ...orgs.filter(({ level }) => level !== "MRU").map((org) => [`${nameIn(lang, org)} ${org.id}`, { orgId: org.id }] as const),
  ]);
}

interface Props {
  readonly activationId: string;
  readonly task: ActivationTask;
  readonly onLeave: () => void;
}

/** A task goes to another desk or to a unit, with the reason; its limits run on (CMD-08). */
export function ReassignForm({ activationId, task, onLeave }: Props) {
  const say = useSay();
  const targets = useTargets();
  const list = useId();
  const [to, setTo] = useState("");
  const [reason, setReason] = useState("");
  const target = targets.get(to);
  const send = (): void => {
    if (target === undefined || reason.trim() === "") return;
    void act("command.reassignTask", { activationId, taskId: task.id, ...target, reason: reason.trim() }, { done: say("response.reassigned", { to }) }).then((outcome) => outcome.ok && onLeave());
  };
  return (
    <form
      className="prompt"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onLeave();
      }}
    >
      <label>{say("response.reassignTo")}<input className="field" list={list} value={to} autoFocus required aria-invalid={to !== "" && target === undefined} onChange={(event) => setTo(event.target.value)} /></label>
      <datalist id={list}>{[...targets.keys()].map((label) => <option key={label} value={label} />)}</datalist>
      <label>{say("response.whyReassign")}<input className="field" value={reason} required maxLength={400} onChange={(event) => setReason(event.target.value)} /></label>
      <button type="submit" className="main" disabled={to !== "" && target === undefined}>{say("response.do")} <kbd>↵</kbd></button>
      <button type="button" className="plain" onClick={onLeave}><kbd>Esc</kbd> {say("prompt.leave")}</button>
    </form>
  );
}
