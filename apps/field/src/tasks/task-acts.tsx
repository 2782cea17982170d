import { useState } from "react";
import { minutesSeconds, useWording } from "../language/wording.ts";
import { Sheet } from "../look/sheet.tsx";
import { pressure } from "../order/pressing-clock.ts";
import { useField, useServerNow } from "../state/field.ts";
import { type OwnTask, taskLimit } from "./own-tasks.ts";

/** Time left of the limit that comes next; the sign changes with the colour. */
export function TaskLimitLine({ own: { task } }: { readonly own: OwnTask }) {
  const { state } = useField();
  const { words } = useWording();
  const now = useServerNow(state.offset);
  const limit = taskLimit(task);
  if (limit === undefined) return <p className="quiet">{words.task.waits}</p>;
  const pressing = pressure(limit, now);
  const time = minutesSeconds(pressing === "over" ? now - limit.dueAt : Math.max(0, limit.dueAt - now));
  return (
    <p className="limit" data-pressure={pressing}>
      <span>{{ calm: "", soon: "◆ ", over: "▲ " }[pressing]}{words.task.limit[limit.limit]}</span>
      <strong>{pressing === "over" ? words.clock.over(time) : words.clock.left(time)}</strong>
    </p>
  );
}

/** The next step of a task on one wide button: to accept takes one tap; that it is done is said with a note, by phrases that a wet finger hits. */
export function TaskStep({ own, primary = false }: { readonly own: OwnTask; readonly primary?: boolean }) {
  const { session, may } = useField();
  const { words, lang } = useWording();
  const [reports, setReports] = useState(false);
  const { response, task } = own;
  const on = { activationId: response.id, taskId: task.id };
  const name = lang === "zh" ? task.nameZh : task.nameEn;
  if (task.state === "WAITING") return null;
  const starts = task.state === "ISSUED";
  if (!may(starts ? "command.startTask" : "command.finishTask")) return null;
  const start = (): void => session.act({ name: "command.startTask", payload: { ...on, deviceAt: Date.now() } });
  return (
    <>
      <button type="button" className={primary ? "primary" : "wide"} onClick={() => (starts ? start() : setReports(true))}>
        {primary ? words.task.named(starts ? words.task.accept : words.task.done, name) : starts ? words.task.accept : words.task.done}
      </button>
      {reports && <DoneSheet own={own} name={name} onClose={() => setReports(false)} />}
    </>
  );
}

function DoneSheet({ own: { response, task }, name, onClose }: { readonly own: OwnTask; readonly name: string; readonly onClose: () => void }) {
  const { session } = useField();
  const { words, lang } = useWording();
  const [note, setNote] = useState("");
  const add = (phrase: string): void => setNote((before) => (before === "" ? phrase : `${before}${words.between.phrases}${phrase}`));
  const send = (): void => {
    session.act({ name: "command.finishTask", payload: { activationId: response.id, taskId: task.id, ...(note.trim() === "" ? {} : { note: note.trim() }), deviceAt: Date.now() } });
    onClose();
  };
  return (
    <Sheet title={words.task.named(words.task.done, name)} onClose={onClose} action={<button type="button" className="primary" onClick={send}>{words.task.send}</button>}>
      <p className="quiet">{lang === "zh" ? task.dutyZh : task.dutyEn}</p>
      <div className="phrases" role="group" aria-label={words.feedback.quick}>
        {words.task.phrases.map((phrase) => <button key={phrase} type="button" className="choice" onClick={() => add(phrase)}>{phrase}</button>)}
      </div>
      <label>
        {words.task.note}
        <textarea rows={3} maxLength={400} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
    </Sheet>
  );
}
