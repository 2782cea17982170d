import { CodePrompt } from "../incident/code-prompt.tsx";
import { useSay } from "../language/words.ts";

/** One field that another person changed meanwhile. */
export interface Conflict {
  readonly field: "text" | "addressText" | "callback" | "occurredAt" | "fact";
  readonly theirs: string;
  readonly mine: string;
}

/** A number that another wrote is sealed: that there is one is all that shows. */
const readable = (value: string): string => (value.startsWith("sealed:") ? "***" : value);

interface Props {
  readonly conflict: Conflict;
  readonly onTheirs: () => void;
  readonly onMine: () => void;
}

/** Both values, one key each; neither is overwritten unseen. */
export function ConflictChoice({ conflict, onTheirs, onMine }: Props) {
  const say = useSay();
  return (
    <div className="conflict" role="alert">
      <CodePrompt
        label={say("conflict.title", { field: say(`field.${conflict.field}`) })}
        codes={["theirs", "mine"]}
        nameOf={(code) => (code === "theirs" ? say("conflict.theirs", { value: readable(conflict.theirs) }) : say("conflict.mine", { value: conflict.mine }))}
        onCode={(code) => (code === "theirs" ? onTheirs() : onMine())}
        onLeave={onTheirs}
        leaveText={say("prompt.leave")}
      />
    </div>
  );
}
