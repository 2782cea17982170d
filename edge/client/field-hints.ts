/** The language in which an app speaks. */
type Lang = "zh" | "en";

/** What is asked of an input, select or text area: of the browser's own, the part that is used here. */
export interface CheckedField extends EventTarget {
  readonly type: string;
  readonly min?: string;
  readonly max?: string;
  readonly step?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly validity: Readonly<Record<"valid" | "valueMissing" | "badInput" | "tooShort" | "tooLong" | "rangeUnderflow" | "rangeOverflow" | "stepMismatch", boolean>>;
  setCustomValidity(text: string): void;
}

const isField = (target: EventTarget | null): target is CheckedField => target !== null && "setCustomValidity" in target && "validity" in target;
/** Of moments as inputs hold them, `2026-03-02T10:00`. */
const shown = (bound: string | undefined): string => (bound ?? "").replace("T", " ");

/** What is wrong with a field, in the app's language and not in the browser's. Which bound it has broken is said with the bound. */
export function hintOf(field: CheckedField, lang: Lang): string {
  const { type, validity, min, max, step, minLength, maxLength } = field;
  const say = (zh: string, en: string): string => (lang === "zh" ? zh : en);
  const isMoment = /date|time|month|week/.test(type);
  if (validity.valueMissing && type === "checkbox") return say("请勾选此项。", "Tick this.");
  if (validity.valueMissing && /select|radio/.test(type)) return say("请选择一项。", "Choose one.");
  if (validity.badInput) return isMoment ? say("请填写完整的日期和时间。", "Give the whole date and time.") : say("请填写数字。", "Give a number.");
  if (validity.valueMissing) return say("请填写此项。", "Fill this in.");
  if (validity.tooShort) return say(`至少 ${minLength} 个字符。`, `${minLength} characters or more.`);
  if (validity.tooLong) return say(`最多 ${maxLength} 个字符。`, `${maxLength} characters at most.`);
  if (validity.rangeUnderflow) return isMoment ? say(`不能早于 ${shown(min)}。`, `Not before ${shown(min)}.`) : say(`不能小于 ${min}。`, `${min} or more.`);
  if (validity.rangeOverflow) return isMoment ? say(`不能晚于 ${shown(max)}。`, `Not after ${shown(max)}.`) : say(`不能大于 ${max}。`, `${max} at most.`);
  if (validity.stepMismatch && !isMoment) return say(`应为 ${step} 的倍数。`, `In steps of ${step}.`);
  return say("格式不正确。", "This is not in the right form.");
}

/**
 * Lets every form of a page speak the app's language where a field is empty or wrong. The browser takes a text of ours for a fault of its
 * own, so it is taken back before the field is checked again: with what is typed, and before each press that could send.
 */
export function hintFields(page: EventTarget, lang: () => Lang): void {
  const hinted = new Set<CheckedField>();
  const hint = (field: CheckedField): void => {
    field.setCustomValidity("");
    hinted.delete(field);
    if (field.validity.valid) return;
    field.setCustomValidity(hintOf(field, lang()));
    hinted.add(field);
  };
  const clear = (): void => {
    for (const field of hinted) field.setCustomValidity("");
    hinted.clear();
  };
  // In the capture phase: a field's "invalid" does not bubble.
  page.addEventListener("invalid", ({ target }) => isField(target) && hint(target), true);
  page.addEventListener("input", ({ target }) => isField(target) && hinted.has(target) && hint(target), true);
  page.addEventListener("click", clear, true);
  page.addEventListener("keydown", (event) => "key" in event && event.key === "Enter" && clear(), true);
}
