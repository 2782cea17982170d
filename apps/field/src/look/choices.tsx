interface ChoicesProps<Key extends string> {
  readonly label: string;
  readonly options: Readonly<Record<Key, string>>;
  readonly chosen: Key | null;
  readonly onChoose: (key: Key) => void;
  /** Options to leave out. */
  readonly without?: readonly Key[];
}

/** A few large choices of which one holds. */
export function Choices<Key extends string>({ label, options, chosen, onChoose, without = [] }: ChoicesProps<Key>) {
  const keys = (Object.keys(options) as Key[]).filter((key) => !without.includes(key));
  return (
    <div className="choices" role="group" aria-label={label}>
      {keys.map((key) => (
        <button key={key} type="button" className="choice" aria-pressed={chosen === key} onClick={() => onChoose(key)}>
          {options[key]}
        </button>
      ))}
    </div>
  );
}
