import { useState } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { LayoutHead } from "@tocsin/contract/layouts/layout.ts";
import { ReasonPrompt } from "../incident/reason-prompt.tsx";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { serverNow } from "../live/server-clock.ts";
import { useCity, useSeat } from "../live/session.ts";
import { momentOf, momentText } from "./layout-words.ts";

type Asking = "draft" | "publish" | "discard" | "withdraw" | null;

interface Props {
  readonly head: LayoutHead;
  /** The last published one in line: what a new draft follows. */
  readonly latest: LayoutHead | undefined;
  readonly onDrafted: (id: string) => void;
}

/** What can be done with a version, by this seat and now. */
export function VersionActs({ head, latest, onDrafted }: Props) {
  const say = useSay();
  const { commands, userId } = useSeat();
  const { utcOffset } = useCity().city.head;
  const [asking, setAsking] = useState<Asking>(null);
  const may = (command: string): boolean => commands.includes(command) || commands.includes("layouts.*");
  const leave = (): void => setAsking(null);
  const done = async (sent: Promise<{ readonly ok: boolean }>): Promise<boolean> => {
    const { ok } = await sent;
    if (ok) leave();
    return ok;
  };
  const draft = async (name: string): Promise<void> => {
    const layoutId = newUlid();
    if (latest && (await done(act("layouts.draft", { layoutId, basedOn: latest.id, ...(latest.id === head.id ? {} : { copyOf: head.id }), name }, { done: say("layouts.drafted") })))) onDrafted(layoutId);
  };
  const layoutId = head.id;
  switch (asking) {
    case "draft": return <ReasonPrompt label={say("layouts.draftName")} onReason={(name) => void draft(name)} onLeave={leave} />;
    case "discard": return <ReasonPrompt label={say("layouts.reason")} onReason={(reason) => void done(act("layouts.discard", { layoutId, reason }, { done: say("layouts.discarded") }))} onLeave={leave} />;
    case "withdraw": return <ReasonPrompt label={say("layouts.reason")} onReason={(reason) => void done(act("layouts.withdraw", { layoutId, reason }, { done: say("layouts.withdrawn") }))} onLeave={leave} />;
    case "publish": return <PublishForm onLeave={leave} onPublish={(effectiveFrom) => void done(act("layouts.publish", { layoutId, expectedVersion: head.version, effectiveFrom }, { done: say("layouts.published", { time: momentText(effectiveFrom, utcOffset) }) }))} />;
    case null: break;
  }
  const own = head.authors.includes(userId);
  return (
    <p className="layout-acts">
      {head.publishedAt !== null && may("layouts.draft") && <button type="button" className="plain" onClick={() => setAsking("draft")}>{say(head.id === latest?.id ? "layouts.draft" : "layouts.draftCopy")}</button>}
      {head.status === "DRAFT" && may("layouts.publish") && !own && <button type="button" className="main" onClick={() => setAsking("publish")}>{say("layouts.publish")}</button>}
      {head.status === "DRAFT" && own && <span className="dim">{say("layouts.ownWork")}</span>}
      {head.status === "DRAFT" && may("layouts.discard") && <button type="button" className="plain" onClick={() => setAsking("discard")}>{say("layouts.discard")}</button>}
      {head.status === "PLANNED" && may("layouts.withdraw") && <button type="button" className="plain" onClick={() => setAsking("withdraw")}>{say("layouts.withdraw")}</button>}
    </p>
  );
}

const DAY = 86_400_000;

/** From when it holds: the coming midnight unless told otherwise. */
function PublishForm({ onPublish, onLeave }: { readonly onPublish: (at: number) => void; readonly onLeave: () => void }) {
  const say = useSay();
  const { utcOffset } = useCity().city.head;
  const [text, setText] = useState(() => `${momentText(serverNow() + DAY, utcOffset).slice(0, 10)}T00:00`);
  const at = momentOf(text, utcOffset);
  return (
    <form
      className="prompt"
      onSubmit={(event) => {
        event.preventDefault();
        if (Number.isFinite(at)) onPublish(at);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onLeave();
      }}
    >
      <label>
        <span>{say("layouts.effectiveFrom")}</span>
        <input className="field" type="datetime-local" autoFocus value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <button type="submit" className="main" disabled={!Number.isFinite(at)}>{say("layouts.publish")} <kbd>↵</kbd></button>
      <button type="button" className="plain" onClick={onLeave}>{say("prompt.leave")} <kbd>Esc</kbd></button>
    </form>
  );
}
