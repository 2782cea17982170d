import { theme as antdTheme, type ThemeConfig } from "antd";
import type { Theme } from "./theme.ts";

/** Ant Design in our colours: flat, dense, no shadow where a line will do. */
export function antdThemeOf(theme: Theme): ThemeConfig {
  const dark = theme === "dark";
  const line = dark ? "#3a424b" : "#c9ced4";
  return {
    algorithm: [dark ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm, antdTheme.compactAlgorithm],
    token: {
      colorPrimary: dark ? "#5b9bf0" : "#1b5cb8",
      colorBgBase: dark ? "#14181c" : "#ffffff",
      colorBgContainer: dark ? "#1b2026" : "#ffffff",
      colorBgElevated: dark ? "#20262d" : "#ffffff",
      colorText: dark ? "#e3e7eb" : "#1d2227",
      colorTextSecondary: dark ? "#a4aeb8" : "#545c65",
      colorTextTertiary: dark ? "#a4aeb8" : "#545c65",
      colorTextPlaceholder: dark ? "#8b96a1" : "#6b737c",
      colorBorder: line,
      colorBorderSecondary: dark ? "#2c333a" : "#dfe3e7",
      borderRadius: 3,
      fontSize: 13,
      controlHeight: 28,
      boxShadow: "none",
      boxShadowSecondary: `0 0 0 1px ${line}`,
      motion: false,
      fontFamily: "var(--font)",
    },
    components: { Table: { cellFontSizeSM: 13, cellPaddingBlockSM: 3, cellPaddingInlineSM: 8 } },
  };
}
