import type { FactKeyRow } from "@tocsin/contract/organisation/city.ts";
import { useSay } from "../language/words.ts";

interface Props {
  readonly row: FactKeyRow | undefined;
  readonly value: string;
  readonly label: string;
  readonly onChange: (value: string) => void;
}

/** One answer: yes or no, a number, or words. */
export function FactField({ row, value, label, onChange }: Props) {
  const say = useSay();
  if (row?.answer === "YES_NO") {
    return (
      <select className="field" aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">—</option>
        <option value="true">{say("answer.true")}</option>
        <option value="false">{say("answer.false")}</option>
      </select>
    );
  }
  return <input className="field" aria-label={label} inputMode={row?.answer === "NUMBER" ? "numeric" : "text"} value={value} maxLength={400} onChange={(event) => onChange(event.target.value)} />;
}
