import { VERBS } from "../command-bar/verbs.ts";
import { useSay } from "../language/words.ts";
import { mayDo, useSeat } from "../live/session.ts";
import { BoardFrame } from "../units/board-frame.tsx";
import { KEY_GROUPS } from "./key-rows.ts";
import "./key-sheet.css";

export function KeySheet() {
  const say = useSay();
  const reports = mayDo(useSeat(), "intake.receive");
  return (
    <BoardFrame title={say("keys.title")}>
      <div className="key-sheet">
        {KEY_GROUPS.map(({ title, rows }) => (
          <section key={title} className="key-group">
            <h2>{say(title)}</h2>
            <dl>
              {rows.filter(({ word }) => reports || word !== "keys.new").map(({ keys, word }) => (
                <div key={`${keys}/${word}`}>
                  <dt><kbd>{keys}</kbd></dt>
                  <dd>{say(word)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section className="key-group">
          <h2>{say("keys.verbs")}</h2>
          <dl>
            {VERBS.filter(({ id }) => reports || id !== "create").map(({ id, names }) => (
              <div key={id}>
                <dt><kbd>/{names[0]}</kbd></dt>
                <dd>{say(`verb.${id}`)} <span className="dim">{names.slice(1).join(" ")}</span></dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </BoardFrame>
  );
}
