import { useEffect, useState } from "react";
import { useWording } from "../language/wording.ts";
import { letWake, pushState, type PushState } from "../offline/wake-by-push.ts";
import { useField } from "../state/field.ts";

/** Whether orders wake this phone; one tap to allow it. A city that sends no pushes shows nothing. */
export function PushRow() {
  const { session, state } = useField();
  const { words } = useWording();
  const [push, setPush] = useState<PushState>("unknown");
  const [failed, setFailed] = useState(false);
  const { client } = session;
  const live = state.line === "live";
  useEffect(() => {
    if (!live) return;
    const renew = async (): Promise<void> => {
      const found = await pushState(client);
      setPush(found);
      // The browser may have another address by now.
      if (found === "on") await letWake(client);
    };
    renew().catch(() => setFailed(true));
  }, [client, live]);
  if (push === "unknown" || push === "off") return null;
  const allow = (): void => void letWake(client).then((now) => (setPush(now), setFailed(false)), () => setFailed(true));
  return (
    <section className="card">
      <h2>{words.push.title}</h2>
      <p>{failed ? words.push.failed : words.push[push]}</p>
      {(push === "ask" || failed) && <button type="button" onClick={allow}>{words.push.allow}</button>}
    </section>
  );
}
