import { useRef, useState, type KeyboardEvent } from "react";
import { ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { useLang, useSay } from "../../language/words.ts";
import { antdThemeOf } from "../../theme/antd-theme.ts";
import { useTheme } from "../../theme/theme.ts";
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
  readonly onChange: (content: Content) => void;
}

const HEAD = "head";
/** What is no list of rows stands together on the first page, the trigger with its levels on one of their own. */
const pageOf = ({ name, shape }: FormField): string => (name === "trigger" || name === "levels" ? "trigger" : shape.kind === "rows" ? name : HEAD);

/** A draft by pages, each with the number of what is still to be mended on it; ← → change the page. */
export function PlanForm({ fields, content, findings, onChange }: Props) {
  const say = useSay();
  const lang = useLang();
  const theme = useTheme();
  const choicesOf = useChoices();
  const { fieldWord } = useFieldWords();
  const [page, setPage] = useState(HEAD);
  const tabs = useRef<HTMLDivElement>(null);
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
      <div key={page} className="plan-fields plan-page" role="tabpanel">
        {fields.filter((field) => pageOf(field) === page).map((field) => <PlanField key={field.name} field={field} path={[field.name]} form={{ content, findings, choicesOf, change: onChange }} />)}
      </div>
    </ConfigProvider>
  );
}
