import { useEffect, useRef } from "react";
import type { Map as MapLibre } from "maplibre-gl";
import { useTheme } from "../theme/theme.ts";
import { styleUrl } from "./create-map.ts";

/** A map follows the theme. It was made in the theme of its first moment, which is not drawn a second time. */
export function useThemedStyle(map: MapLibre | null): void {
  const theme = useTheme();
  const drawn = useRef(theme);
  useEffect(() => {
    if (!map || drawn.current === theme) return;
    drawn.current = theme;
    map.setStyle(styleUrl(theme), { diff: false });
  }, [map, theme]);
}
