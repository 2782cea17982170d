import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { useLang, useSay } from "../../language/words.ts";
import { antdThemeOf } from "../../theme/antd-theme.ts";
import { useTheme } from "../../theme/theme.ts";
import { useCalledModules } from "./called-modules.ts";
import { useChoices } from "./choices.ts";
import type { Content } from "./draft-edit.ts";
import type { FormField } from "./field-shape.ts";
import { useFieldWords } from "./field-words.ts";
import { type Beside, findingsAt } from "./findings-beside.ts";
import { PlanField } from "./plan-field.tsx";

interface Props {
  readonly fields: readonly FormField[];
  readonly content: Content;
  readonly findings: readonly Beside[];
  /** Where somebody wants to go; null once the form has gone there. */
  readonly goal: string | null;
  readonly onArrived: () => void;
  readonly onChange: (content: Content) => void;
}

const HEAD = "head";
/** What is no list of rows stands together on the first page, the trigger with its levels on one of their own. */
const pageOf = ({ name, shape }: FormField): string => (name === "trigger" || name === "levels" ? "trigger" : shape.kind === "rows" ? name : HEAD);

/** The nearest thing on the page that shows a place: the field itself, or else its row or its part. */
function nearest(page: Element, goal: string): HTMLElement | null {
  const steps = goal.split(".");
  for (let length = steps.length; length > 0; length--) {
    const found = page.querySelector<HTMLElement>(`[data-path="${CSS.escape(steps.slice(0, length).join("."))}"]`);
    if (found !== null) return found;
  }
  return null;
}

/** A draft by pages, each with the number of what is still to be mended on it; ← → change the page. */
export function PlanForm({ fields, content, findings, goal, onArrived, onChange }: Props) {
  const say = useSay();
  const lang = useLang();
  const theme = useTheme();
  const choicesOf = useChoices();
  const moduleOf = useCalledModules(content);
  const { fieldWord } = useFieldWords();
  const goalPage = fields.filter(({ name }) => name === goal?.split(".")[0]).map(pageOf)[0];
  const [page, setPage] = useState(goalPage ?? HEAD);
  const [seen, setSeen] = useState(goal);
  if (seen !== goal) {
    setSeen(goal);
    if (goalPage !== undefined) setPage(goalPage);
  }
  const tabs = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (goal === null || panel.current === null) return;
    const place = nearest(panel.current, goal);
    place?.scrollIntoView({ block: "center" });
    place?.querySelector<HTMLElement>("input, select, textarea, button")?.focus({ preventScroll: true });
    onArrived();
  }, [goal, onArrived]);
  const pages = [...new Set(fields.map(pageOf))];
  const countOn = (each: string): number => fields.filter((field) => pageOf(field) === each).reduce((count, { name }) => count + findingsAt(findings, [name]).length, 0);
  const onKey = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    setPage(pages[(pages.indexOf(page) + by + pages.length) % pages.length]!);
    requestAnimationFrame(() => tabs.current?.querySelector<HTMLElement>("[aria-selected=true]")?.focus());
  };
  return (
    <ConfigProvider locale={lang === "zh" ? zhCN : enUS} theme={antdThemeOf(theme)}>
      <div ref={tabs} className="plan-pages" role="tablist" aria-label={say("plans.byForm")} onKeyDown={onKey}>
        {pages.map((each) => (
          <button key={each} type="button" role="tab" aria-selected={each === page} tabIndex={each === page ? 0 : -1} onClick={() => setPage(each)}>
            {each === HEAD ? say("plans.page.head") : each === "trigger" ? say("plans.page.trigger") : fieldWord(each)} {countOn(each) > 0 && <span className="plan-count">▲ {countOn(each)}</span>}
          </button>
        ))}
      </div>
      <div key={page} ref={panel} className="plan-fields plan-page" role="tabpanel">
        {fields.filter((field) => pageOf(field) === page).map((field) => <PlanField key={field.name} field={field} path={[field.name]} form={{ content, findings, choicesOf, moduleOf, goal, change: onChange }} />)}
      </div>
    </ConfigProvider>
  );
}
