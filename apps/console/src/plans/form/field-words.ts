import { isWord, useSay } from "../../language/words.ts";

/** What a field and a fixed value of a plan are called. */
export function useFieldWords(): { readonly fieldWord: (name: string) => string; readonly valueWord: (field: string, value: string) => string } {
  const say = useSay();
  return {
    fieldWord: (name) => (isWord(`plans.f.${name}`) ? say(`plans.f.${name}` as "plans.f.id") : name),
    valueWord: (field, value) => {
      if (field === "from" || value === "I" || value === "II" || value === "III" || value === "IV") return say("plans.level", { level: value });
      const word = field === "level" ? `plans.at.${value}` : `plans.v.${value}`;
      return isWord(word) ? say(word) : value;
    },
  };
}
