import { useEffect, useRef } from "react";
import { useWording } from "../language/wording.ts";
import type { Words } from "../language/chinese.ts";
import { useRadio, type Radio } from "./use-radio.ts";

/** What the button says; null while nothing is going on. */
function radioWord({ speaking, last }: Radio, words: Words): string | null {
  if (speaking === null) return last === "MESSAGE" ? words.radio.left : last === "MICROPHONE" ? words.room.noMicrophone : null;
  switch (speaking.t) {
    case "ASKING":
      return words.radio.asking;
    case "REFUSED":
      return speaking.message;
    case "SPEAKING":
      return speaking.listeners === 0 ? words.radio.connecting : words.radio.speaking(speaking.listeners);
    case "RECORDING":
      return words.radio.recording;
    case "OVER":
      return words.radio.over;
  }
}

const [GO, STOP] = [40, [90, 60, 90]];

/** Felt in a gloved hand: the floor is there, or it is not. */
function useFelt(t: string | undefined): void {
  const before = useRef(t);
  useEffect(() => {
    if (t !== before.current && t === "SPEAKING") navigator.vibrate?.(GO);
    else if (t !== before.current && (t === "REFUSED" || t === "OVER")) navigator.vibrate?.(STOP);
    before.current = t;
  }, [t]);
}

/** Held while one speaks. A thumb that slides off it in the rain still holds it: only lifting lets go. */
export function TalkButton() {
  const radio = useRadio();
  const { words, pick } = useWording();
  const { talk, speaking, hearing } = radio;
  useFelt(speaking?.t);
  if (talk === null) return null;
  const word = radioWord(radio, words);
  return (
    <div className="radio">
      {hearing !== null && <p className="radio-hearing" role="status" data-state={hearing.state}>◉ {words.radio.hearing(pick({ zh: hearing.party.nameZh, en: hearing.party.nameEn }))} · {words.radio.states[hearing.state]}</p>}
      <button
        type="button" className="radio-hold" data-state={speaking?.t} aria-pressed={speaking !== null}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          talk.press();
        }}
        onPointerUp={() => talk.release()} onPointerCancel={() => talk.release()} onContextMenu={(event) => event.preventDefault()}
        onKeyDown={({ key, repeat }) => key === " " && !repeat && talk.press()} onKeyUp={({ key }) => key === " " && talk.release()} onBlur={() => talk.release()}
      >
        {speaking === null ? words.radio.hold : (word ?? words.radio.hold)}
      </button>
      {speaking === null && word !== null && <p className="quiet" role="status">{word}</p>}
    </div>
  );
}
