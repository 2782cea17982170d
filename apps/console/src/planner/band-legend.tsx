import { useSay } from "../language/words.ts";
import { useTheme } from "../theme/theme.ts";
import { BANDS } from "./band-layers.ts";
import { DEMAND_COLOUR, STEPS } from "./demand-layer.ts";

/** What the lines and the marks mean; drawn as on the map. */
export function BandLegend() {
  const say = useSay();
  const theme = useTheme();
  return (
    <ul className="planner-legend">
      {BANDS.map(({ width, dash, [theme]: colour }, band) => (
        <li key={band}>
          <svg width="34" height="8" aria-hidden="true"><line x1="1" y1="4" x2="33" y2="4" stroke={colour} strokeWidth={width} strokeLinecap={band === 3 ? "round" : "butt"} strokeDasharray={dash[1] === 0 ? undefined : dash.map((part) => part * width).join(" ")} /></svg>
          {say(`planner.band${band as 0 | 1 | 2 | 3}`)}
        </li>
      ))}
      <li><i className="planner-mark mark-post mark-kept" />{say("planner.kind.POST")} <i className="planner-mark mark-point mark-kept" />{say("planner.kind.POINT")} <i className="planner-mark mark-new mark-kept" />{say("planner.kind.NEW")}</li>
      <li><i className="planner-mark mark-post mark-empty" />{say("planner.state.EMPTY")} <i className="planner-mark mark-post mark-closed" />{say("planner.state.CLOSED")}</li>
    </ul>
  );
}

/** From fewest to most: the steps of the shading. */
export function DemandLegend() {
  const say = useSay();
  const theme = useTheme();
  return (
    <ul className="planner-legend">
      <li>{say("demand.legend")}</li>
      <li>{say("demand.fewer")} {STEPS.map((opacity) => <i key={opacity} className="demand-step"><i style={{ background: DEMAND_COLOUR[theme], opacity }} /></i>)} {say("demand.more")}</li>
    </ul>
  );
}
