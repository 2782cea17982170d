export type Tone = "calm" | "dim" | "amber" | "red" | "p1";

interface Props {
  readonly label: string;
  readonly value: number;
  readonly tone: Tone;
  readonly mark?: string;
  readonly hint?: string;
  readonly onClick?: () => void;
}

/** One figure of the strip. At least three digits wide, so that a change moves nothing. */
export function StripCount({ label, value, tone, mark, hint, onClick }: Props) {
  const inside = (
    <>
      {mark && <span className={value > 0 ? "count-mark" : "count-mark count-mark-off"} aria-hidden="true">{mark}</span>}
      <span className="count-label">{label}</span>
      <span className="num count-value">{value}</span>
      {hint && <kbd>{hint}</kbd>}
    </>
  );
  const name = `count count-${tone}`;
  return onClick ? <button type="button" className={name} onClick={onClick}>{inside}</button> : <span className={name}>{inside}</span>;
}
