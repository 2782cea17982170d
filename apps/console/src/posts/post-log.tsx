import { useState } from "react";
import type { CommandPost, CommandPostView, PostLogEntry } from "@tocsin/contract/command/command-post.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { eventDetail, eventWord } from "../detail/timeline-text.ts";
import { Age } from "../incident/age.tsx";
import { useLang, useSay, type Say } from "../language/words.ts";
import { act } from "../live/act.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { nameInLog } from "./post-names.ts";
import { usePostRights } from "./post-right.ts";

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
const textOf = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** What an event of a post or an advisory says beside its name. */
function postDetail({ type, data }: PostLogEntry, say: Say, post: CommandPost, nameOf: (userId: string) => string): string {
  const fields = fieldsOf(data);
  switch (type) {
    case "PostEntryAdded": return textOf(fields["text"]);
    case "PostLevelSet": return `${textOf(fields["from"])} → ${textOf(fields["to"])} ${textOf(fields["reason"])}`;
    case "PostTaskEnded": case "PostTaskOverdue": return post.tasks.find(({ id }) => id === fields["taskId"])?.text ?? textOf(fields["taskId"]);
    case "TaskForceSet": return textOf(fieldsOf(fields["force"])["name"]);
    case "SituationReported": return say("post.reportNo", { no: textOf(fields["no"]) });
    case "ShiftOffered": return nameOf(textOf(fields["to"]));
    default: return [textOf(fields["name"]), textOf(fields["headline"]), textOf(fields["text"]), textOf(fields["reason"])].filter((part) => part !== "").join(" ");
  }
}

/** Of whose record an entry is, and from whom it is known. */
const sourceOf = (entry: PostLogEntry): string => (entry.type === "PostEntryAdded" ? textOf(fieldsOf(entry.data)["source"]) : entry.byName);

/** The situation log, newest first: recorded events with age and source; an entry of the post says its source (CMD-05). */
export function PostLog({ post, view, incident }: { readonly post: CommandPost; readonly view: CommandPostView | null; readonly incident: Incident | undefined }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const seat = useSeat();
  const { staff } = usePostRights(post);
  const [text, setText] = useState("");
  const [source, setSource] = useState("");
  const add = (): void => void act("command.logEntry", { commandPostId: post.id, text: text.trim(), source: source.trim() }).then(({ ok }) => ok && (setText(""), setSource("")));
  const nameOf = (userId: string): string => nameInLog(view, userId);
  const detailOf = (entry: PostLogEntry): string => (entry.ref.startsWith("I") && incident !== undefined ? eventDetail(entry.type, entry.data, { say, lang, city, incident, nameOf }) : postDetail(entry, say, post, nameOf));
  return (
    <section aria-label={say("post.log")}>
      <h3>{say("post.log")}</h3>
      {staff && mayDo(seat, "command.logEntry") && (
        <form className="post-add" aria-label={say("post.addEntry")} onSubmit={(event) => { event.preventDefault(); if (text.trim() !== "" && source.trim() !== "") add(); }}>
          <input className="field" aria-label={say("post.entry")} placeholder={say("post.entry")} value={text} maxLength={600} onChange={(event) => setText(event.target.value)} />
          <input className="field field-source" aria-label={say("post.source")} placeholder={say("post.source")} value={source} maxLength={120} onChange={(event) => setSource(event.target.value)} />
          <button type="submit" className="plain" disabled={text.trim() === "" || source.trim() === ""}>{say("post.addEntry")} <kbd>↵</kbd></button>
        </form>
      )}
      {view === null && <p className="hint dim" role="status">{say("app.loading")}</p>}
      <ol className="post-log">
        {(view?.log ?? []).toReversed().map((entry) => (
          <li key={entry.ref} id={`log-${entry.ref}`}>
            <span className="num dim">{entry.ref}</span> <span className="post-what"><b>{eventWord(say, entry.type)}</b> {detailOf(entry)}</span>
            <span className="dim post-from">{sourceOf(entry)} · <Age at={entry.at} /></span>
          </li>
        ))}
      </ol>
    </section>
  );
}
