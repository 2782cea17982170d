import { useState } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { EXERCISE_KINDS, type PlanExercise, type PlanHead, type PlanView } from "@tocsin/contract/command/plan-version.ts";
import { ReasonPrompt } from "../incident/reason-prompt.tsx";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { serverNow } from "../live/server-clock.ts";
import { useCity, useSeat } from "../live/session.ts";
import { momentText } from "../layouts/layout-words.ts";
import { GuidanceForm } from "../guidance/guidance-form.tsx";

type Asking = "sendBack" | "retire" | "discard" | "edit" | PlanExercise["kind"] | null;

interface Props {
  readonly head: PlanHead;
  readonly heads: readonly PlanHead[];
  readonly view: PlanView | null;
  readonly onDrafted: (id: string) => void;
  /** A plan or module is worked on in the middle of the page; guidance is short enough to be written here. */
  readonly onEdit?: () => void;
  /** Somebody has changed it here and not saved yet: what is submitted is what was saved. */
  readonly isUnsaved?: boolean;
}

/** The latest published version of each module that a plan calls in an older one (CMD-07). */
function newerModules(head: PlanHead, heads: readonly PlanHead[]): { readonly head: PlanHead; readonly used: number }[] {
  return head.uses.flatMap(({ module, version }) => {
    const latest = heads.find(({ code, status }) => code === module && status === "PUBLISHED");
    return latest?.no != null && latest.no > version ? [{ head: latest, used: version }] : [];
  });
}

/** What can be done with a version, by this seat and now. */
export function PlanActs({ head, heads, view, onDrafted, onEdit, isUnsaved = false }: Props) {
  const say = useSay();
  const lang = useLang();
  const { commands, userId } = useSeat();
  const { utcOffset } = useCity().city.head;
  const [asking, setAsking] = useState<Asking>(null);
  const may = (command: string): boolean => commands.includes(command) || commands.includes("plans.*");
  const { id: planVersionId, version: expectedVersion, status } = head;
  const leave = (): void => setAsking(null);
  const done = async (sent: Promise<{ readonly ok: boolean }>): Promise<void> => void ((await sent).ok && leave());
  const begin = async (sent: (id: string) => Promise<{ readonly ok: boolean }>): Promise<void> => {
    const id = newUlid();
    if ((await sent(id)).ok) onDrafted(id);
  };
  const ask = (label: string, send: (text: string) => Promise<{ readonly ok: boolean }>) => <ReasonPrompt label={label} onReason={(text) => void done(send(text))} onLeave={leave} />;
  switch (asking) {
    case "sendBack": return ask(say("plans.why"), (reason) => act("plans.sendBack", { planVersionId, expectedVersion, reason }, { done: say("plans.sentBack") }));
    case "retire": return ask(say("plans.why"), (reason) => act("plans.retire", { planVersionId, reason }, { done: say("plans.retired") }));
    case "discard": return ask(say("plans.why"), (reason) => act("plans.discard", { planVersionId, reason }, { done: say("plans.discarded") }));
    case "edit": return view?.record.guidance === undefined ? null : <GuidanceForm record={view.record} content={view.record.guidance} onLeave={leave} />;
    case null: break;
    default: return ask(say("plans.exerciseNote", { kind: say(`plans.exercise.${asking}`) }), (note) => act("plans.recordExercise", { planVersionId, on: momentText(serverNow(), utcOffset).slice(0, 10), kind: asking, note }, { done: say("plans.recorded") }));
  }
  const own = head.authors.includes(userId);
  const plain = (word: Parameters<typeof say>[0], onClick: () => void) => <button type="button" className="plain" onClick={onClick}>{say(word)}</button>;
  const main = (word: Parameters<typeof say>[0], onClick: () => void) => <button type="button" className="main" onClick={onClick}>{say(word)}</button>;
  return (
    <>
      {status === "PUBLISHED" && newerModules(head, heads).map(({ head: newer, used }) => (
        <p key={newer.id} className="plan-newer">{say("plans.newer", { name: lang === "zh" ? newer.nameZh : newer.nameEn, no: newer.no ?? 0, used })} {may("plans.acceptModule") && <button type="button" className="plain" onClick={() => void begin((id) => act("plans.acceptModule", { planVersionId: id, follows: planVersionId, module: newer.code, version: newer.no ?? 1 }, { done: say("plans.drafted") }))}>{say("plans.accept", { no: newer.no ?? 0 })}</button>}</p>
      ))}
      <p className="plan-acts">
        {status === "PUBLISHED" && may("plans.draft") && plain("plans.draft", () => void begin((id) => act("plans.draft", { planVersionId: id, follows: planVersionId }, { done: say("plans.drafted") })))}
        {status === "DRAFT" && may(head.what === "GUIDANCE" ? "plans.editGuidance" : "plans.edit") && plain("plans.edit", onEdit ?? (() => setAsking("edit")))}
        {status === "DRAFT" && may("plans.submit") && isUnsaved && <span className="dim">{say("plans.saveFirst")}</span>}
        {status === "DRAFT" && may("plans.submit") && !isUnsaved && main("plans.submit", () => void act("plans.submit", { planVersionId, expectedVersion }, { done: say("plans.submitted") }))}
        {status === "DRAFT" && may("plans.discard") && plain("plans.discard", () => setAsking("discard"))}
        {status === "IN_REVIEW" && may("plans.approve") && !own && main("plans.approve", () => void act("plans.approve", { planVersionId, expectedVersion }, { done: say("plans.approved") }))}
        {status === "IN_REVIEW" && may("plans.approve") && own && <span className="dim">{say("plans.ownWork")}</span>}
        {status === "APPROVED" && may("plans.publish") && main("plans.publish", () => void act("plans.publish", { planVersionId, expectedVersion }, { done: say("plans.published") }))}
        {(status === "IN_REVIEW" || status === "APPROVED") && may("plans.sendBack") && plain("plans.sendBack", () => setAsking("sendBack"))}
        {status === "PUBLISHED" && may("plans.retire") && plain("plans.retire", () => setAsking("retire"))}
      </p>
      {status === "PUBLISHED" && head.what === "PLAN" && may("plans.recordExercise") && (
        <p className="plan-acts"><span className="dim">{say("plans.record")}</span> {EXERCISE_KINDS.map((kind) => <button key={kind} type="button" className="plain" onClick={() => setAsking(kind)}>{say(`plans.exercise.${kind}`)}</button>)}</p>
      )}
    </>
  );
}
