import type { HelpStep, Matter } from "@tocsin/contract/linkage/matter.ts";
import type { ExerciseStep } from "@tocsin/contract/linkage/views.ts";
import { useTimeText } from "../incident/use-time-text.ts";
import { lastingMomentText } from "../joint/moment.ts";
import { useSay } from "../language/words.ts";
import { useCity } from "../live/session.ts";
import { exerciseAgreed, helpLines } from "./across-rows.ts";
import { usePartyName } from "./party-name.ts";

/** A joint exercise (JNT-07): when, whether both have agreed, and what came to pass in it. */
export function Exercise({ matter, steps }: { readonly matter: Matter; readonly steps: readonly ExerciseStep[] }) {
  const say = useSay();
  const name = usePartyName();
  const { utcOffset } = useCity().city.head;
  const { exercise } = matter.content;
  const at = useTimeText();
  if (exercise === undefined) return null;
  return (
    <section aria-label={say("exercise.tag")}>
      <p><strong>{say("exercise.when", { from: lastingMomentText(exercise.from, utcOffset), until: lastingMomentText(exercise.until, utcOffset) })}</strong></p>
      {matter.calledOff !== undefined && <p className="tag tag-red" role="status">{say("exercise.calledOff", { party: name(matter.opener), at: lastingMomentText(matter.calledOff.at, utcOffset), why: say(`exercise.why.${matter.calledOff.why}`) })}</p>}
      {matter.calledOff === undefined && <p className={exerciseAgreed(matter) ? "dim" : "tag tag-amber"} role="status">{say(exerciseAgreed(matter) ? "exercise.agreed" : "exercise.unagreed")}</p>}
      <h2>{say("exercise.steps")}</h2>
      {steps.length === 0 ? <p className="dim">{say("exercise.none")}</p> : (
        <div className="exercise-steps">
          <table>
            <thead><tr><th>{say("exercise.request")}</th><th>{say("exercise.askedCol")}</th><th>{say("exercise.answerCol")}</th><th>{say("exercise.cameCol")}</th><th>{say("exercise.backCol")}</th></tr></thead>
            <tbody>
              {steps.map((step) => (
                <tr key={step.id}>
                  <th scope="row"><span className="num">{step.no}</span> {name(step.askedBy)}</th>
                  <td className="num">{at(step.askedAt)}</td>
                  <td>{say(`exercise.answer.${step.answer}`)} {step.answeredAt !== null && <span className="num dim">{say("exercise.after", { seconds: Math.round((step.answeredAt - step.askedAt) / 1_000) })}</span>}</td>
                  <td><HelpList help={step.help} /></td>
                  <td className="num">{step.handedBackAt === null ? "—" : at(step.handedBackAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** Each unit that came with its steps in their order. */
function HelpList({ help }: { readonly help: readonly HelpStep[] }) {
  const say = useSay();
  const at = useTimeText();
  if (help.length === 0) return <>—</>;
  return <>{helpLines(help).map(({ who, steps }) => <p key={who}><strong>{who}</strong> {steps.map((step) => <span key={step.what}>{say(`help.${step.what}`)} <span className="num dim">{at(step.at)}</span> </span>)}</p>)}</>;
}

/** Units that one side sent to the other for this matter, step by step. */
export function Help({ matter, ours }: { readonly matter: Matter; readonly ours: boolean }) {
  const say = useSay();
  const name = usePartyName();
  const { help = [], notTaken } = matter;
  return (
    <>
      {notTaken !== undefined && <p className="tag tag-red" role="status">{say("help.notTaken", { party: name(notTaken.party), code: notTaken.code })}</p>}
      {help.length > 0 && <section aria-label={say(ours ? "help.ours" : "help.title")}><h2>{say(ours ? "help.ours" : "help.title")}</h2><HelpList help={help} /></section>}
    </>
  );
}
