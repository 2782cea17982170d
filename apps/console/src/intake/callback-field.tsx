import { CHANNELS } from "@tocsin/contract/intake/incident.ts";
import { useSay } from "../language/words.ts";
import { callbackFits, NO_CALLBACK_LETTERS, type Draft } from "./draft.ts";
import { sendToDraft } from "./draft-store.ts";
import { IntakeLine } from "./intake-field.tsx";

/** A number to call back, or by one letter why there is none. */
export function CallbackField({ draft }: { readonly draft: Draft }) {
  const say = useSay();
  return (
    <>
      <IntakeLine draft={draft} field="callback" label={say("intake.callback")} hint={say("intake.callbackHint")} value={draft.callback} inputMode="tel" done={callbackFits(draft) && (draft.callback !== "" || draft.noCallback !== null)} wrong={say("intake.badCallback")} />
      <div className="unknown">
        {Object.entries(NO_CALLBACK_LETTERS).map(([letter, reason]) => (
          <button key={letter} type="button" className={draft.noCallback === reason ? "chip chip-on" : "chip"} aria-pressed={draft.noCallback === reason} onClick={() => sendToDraft({ type: "noCallback", reason })}>
            <kbd>{letter}</kbd> {say(`noCallback.${reason}`)}
          </button>
        ))}
        <label className="check">
          <span className="dim">{say("intake.channel")}</span>{" "}
          <select className="field field-short" value={draft.channel} onChange={(event) => sendToDraft({ type: "channel", channel: CHANNELS.find((each) => each === event.target.value) ?? "CALL_110" })}>
            {CHANNELS.map((channel) => <option key={channel} value={channel}>{say(`channel.${channel}`)}</option>)}
          </select>
        </label>
      </div>
    </>
  );
}
