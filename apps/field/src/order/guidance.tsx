import { useEffect, useRef } from "react";
import type { GuidancePack } from "@tocsin/contract/guidance/pack.ts";
import { useWording } from "../language/wording.ts";

interface GuidanceProps {
  readonly pack: GuidancePack;
  /** Called once it has been on the screen. */
  readonly onSeen: () => void;
}

const SEEN_AFTER_MS = 1_500;

/** Calls back when an element has stood in view for a moment. */
function useSeen(onSeen: () => void) {
  const element = useRef<HTMLElement>(null);
  const callback = useRef(onSeen);
  callback.current = onSeen;
  useEffect(() => {
    if (!element.current) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver(([entry]) => {
      clearTimeout(timer);
      if (entry?.isIntersecting) timer = setTimeout(() => callback.current(), SEEN_AFTER_MS);
    });
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, []);
  return element;
}

function Lines({ title, lines, kind }: { title: string; lines: GuidancePack["riskHints"]; kind: "ul" | "ol" }) {
  const { pick } = useWording();
  const List = kind;
  if (lines.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <List>
        {lines.map((line) => (
          <li key={line.en}>{pick(line)}</li>
        ))}
      </List>
    </>
  );
}

function Hazards({ hazards }: { hazards: GuidancePack["premiseHazards"] }) {
  const { words, pick } = useWording();
  if (hazards.length === 0) return null;
  return (
    <>
      <h2>{words.order.hazards}</h2>
      <ul className="hazards">
        {hazards.map(({ hazard, source, verifiedAt, unverified }) => (
          <li key={hazard.en} data-unverified={unverified}>
            <strong>{pick(hazard)}</strong> {unverified && <span className="mark">{words.order.unverified}</span>}
            <br />
            <span className="quiet">{words.order.source(source, verifiedAt)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What goes with the order: dangers first, then what to do, then what to bring (SCN-02). */
export function Guidance({ pack, onSeen }: GuidanceProps) {
  const { words, list, pick } = useWording();
  const section = useSeen(onSeen);
  return (
    <section className="card guidance" ref={section} aria-label={words.order.guidance}>
      {pack.isDefault && <p className="quiet">{pack.typeCode === null ? words.order.general : words.order.noPack}</p>}
      {pack.unverified === true && <p><span className="mark">{words.order.unverified}</span> <span className="quiet">{words.order.reviewWas(pack.reviewBy ?? "")}</span></p>}
      <Hazards hazards={pack.premiseHazards} />
      <Lines title={words.order.risks} lines={pack.riskHints} kind="ul" />
      <Lines title={words.order.points} lines={pack.handlingPoints} kind="ol" />
      {pack.kit.length > 0 && (
        <>
          <h2>{words.order.kit}</h2>
          <p>{list(pack.kit.map(pick))}</p>
        </>
      )}
      <Lines title={words.order.legal} lines={pack.legal} kind="ul" />
      <p className="quiet">
        {words.order.guidance} {words.order.version(pack.version)}
        {pack.crewMin > 0 && ` · ${words.order.crewMin(pack.crewMin)}`}
      </p>
    </section>
  );
}
