/**
 * Colours of the ground, in both themes. Grey is normal: everything here stays behind incidents and units,
 * which alone are saturated. Labels keep a contrast of 4.5:1 to the ground they stand on.
 */
export interface MapPalette {
  readonly ground: string;
  readonly green: string;
  readonly water: string;
  readonly waterText: string;
  readonly casing: string;
  readonly bridgeCasing: string;
  readonly minor: string;
  readonly middle: string;
  readonly major: string;
  readonly roadText: string;
  readonly placeText: string;
  readonly areaText: string;
  readonly dot: string;
  readonly halo: string;
}

export const THEMES = ["light", "dark"] as const;
export type MapTheme = (typeof THEMES)[number];

export const PALETTES: Readonly<Record<MapTheme, MapPalette>> = {
  light: {
    ground: "#eef0f2", green: "#e2e9e2", water: "#cfd9e2", waterText: "#5b6f82", casing: "#ccd2d8", bridgeCasing: "#aab3bc", minor: "#fafbfc", middle: "#ffffff", major: "#ffffff",
    roadText: "#59626b", placeText: "#5a636c", areaText: "#636c75", dot: "#98a1aa", halo: "#f7f8f9",
  },
  dark: {
    ground: "#14181c", green: "#171f1c", water: "#0b1118", waterText: "#6d8296", casing: "#0f1317", bridgeCasing: "#4a535c", minor: "#22282e", middle: "#2a3138", major: "#343c45",
    roadText: "#97a1ab", placeText: "#8f99a3", areaText: "#848e98", dot: "#5f6973", halo: "#14181c",
  },
};
