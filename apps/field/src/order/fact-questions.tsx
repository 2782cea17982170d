import type { CityView } from "@tocsin/contract/views.ts";
import { useWording } from "../language/wording.ts";
import { Choices } from "../look/choices.tsx";

export type FactAnswers = Readonly<Record<string, string | number | boolean>>;

interface QuestionsProps {
  readonly city: CityView | null;
  readonly typeCode: string | null;
  readonly answers: FactAnswers;
  readonly onChange: (answers: FactAnswers) => void;
}

const without = (answers: FactAnswers, key: string): FactAnswers => Object.fromEntries(Object.entries(answers).filter(([name]) => name !== key));

/** The questions that this type of incident asks, as the scene answers them. None must be answered. */
export function FactQuestions({ city, typeCode, answers, onChange }: QuestionsProps) {
  const { words, lang } = useWording();
  const keys = city?.types.find(({ type }) => type.code === typeCode)?.type.facts ?? [];
  const rows = keys.flatMap((key) => city?.factKeys.filter((row) => row.key === key) ?? []);
  if (rows.length === 0) return null;
  const set = (key: string, value: string | number | boolean | null): void => onChange(value === null || value === "" ? without(answers, key) : { ...answers, [key]: value });
  return (
    <fieldset>
      <legend>{words.feedback.facts}</legend>
      {rows.map(({ key, questionZh, questionEn, answer }) => {
        const question = lang === "zh" ? questionZh : questionEn;
        const value = answers[key];
        if (answer === "YES_NO") {
          const chosen = value === true ? "yes" : value === false ? "no" : "unknown";
          return (
            <div key={key} className="question">
              <span>{question}</span>
              <Choices label={question} options={{ yes: words.feedback.yes, no: words.feedback.no, unknown: words.feedback.unknown }} chosen={chosen} onChoose={(one) => set(key, one === "unknown" ? null : one === "yes")} />
            </div>
          );
        }
        const isNumber = answer === "NUMBER";
        const read = (text: string): string | number | null => (!isNumber ? text : text === "" || Number.isNaN(Number(text)) ? null : Number(text));
        return (
          <label key={key}>
            {question}
            <input inputMode={isNumber ? "decimal" : "text"} type={isNumber ? "number" : "text"} maxLength={400} value={value === undefined ? "" : String(value)} onChange={(event) => set(key, read(event.target.value))} />
          </label>
        );
      })}
    </fieldset>
  );
}
