import { createContext, useContext } from "react";
import type { TalkState } from "@tocsin/voice/talk.ts";
import { QUIET } from "@tocsin/voice/talk.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { type Radio, TALK_KEY } from "./use-talk.ts";
import "./talk.css";

export const RadioContext = createContext<Radio>({ ...QUIET, talk: null, speaks: false });

/** What the own key does at this moment. */
function useSpeakWord({ speaking, last }: TalkState): string | null {
  const say = useSay();
  if (speaking === null) return last === "MESSAGE" ? say("talk.left") : last === "MICROPHONE" ? say("talk.noMicrophone") : null;
  switch (speaking.t) {
    case "ASKING":
      return say("talk.asking");
    case "REFUSED":
      return speaking.message;
    case "SPEAKING":
      return speaking.listeners === 0 ? say("talk.connecting") : say("talk.speaking", { count: speaking.listeners });
    case "RECORDING":
      return say("talk.recording");
    case "OVER":
      return say("talk.over");
  }
}

/** Who speaks at the chosen incident, this seat too: one line above the tabs, there while somebody speaks. */
export function RadioLine() {
  const say = useSay();
  const lang = useLang();
  const radio = useContext(RadioContext);
  const own = useSpeakWord(radio);
  const { hearing, speaking } = radio;
  if (own === null && hearing === null) return null;
  return (
    <div className="radio-line" role="status" data-live={speaking !== null || hearing?.state === "HEARING"}>
      {hearing !== null && <span>◉ {say("talk.hearing", { who: nameIn(lang, hearing.party) })} · {say(`talk.hearing.${hearing.state}`)}</span>}
      {own !== null && <span>{speaking !== null && "● "}{own}</span>}
    </div>
  );
}

/** Held by pointer or by its key. */
export function TalkButton() {
  const say = useSay();
  const { talk, speaks, speaking } = useContext(RadioContext);
  if (!speaks || talk === null) return null;
  return (
    <button
      type="button" className={speaking === null ? "plain talk-hold" : "plain talk-hold talk-live"} aria-pressed={speaking !== null}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        talk.press();
      }}
      onPointerUp={() => talk.release()} onPointerCancel={() => talk.release()}
      onKeyDown={({ key, repeat }) => key === " " && !repeat && talk.press()} onKeyUp={({ key }) => key === " " && talk.release()} onBlur={() => talk.release()}
    >
      {say("talk.hold")} <kbd>{TALK_KEY}</kbd>
    </button>
  );
}
