import { theme, type ThemeConfig } from "antd";

/** The colours, once: as CSS variables for our own styles and as tokens for Ant Design. Text on `paper` and `surface` is AA. */
const light = {
  paper: "#f4f6f7",
  surface: "#ffffff",
  raised: "#ffffff",
  sunken: "#eef1f3",
  hover: "#f1f5f7",
  chosen: "#e3eff4",
  line: "#dfe4e8",
  "line-soft": "#ebeef1",
  ink: "#1b2530",
  "ink-2": "#4d5b69",
  "ink-3": "#687685",
  accent: "#176383",
  "accent-strong": "#0f4d68",
  "accent-soft": "#e3eff4",
  "on-accent": "#ffffff",
  good: "#1f7a4d",
  "good-soft": "#e5f4ec",
  warn: "#9a6200",
  "warn-soft": "#fdf2dc",
  bad: "#b4382c",
  "bad-soft": "#fbeae7",
  gold: "#8a6100",
  "gold-soft": "#faefcf",
  silver: "#51606e",
  "silver-soft": "#e9edf1",
  bronze: "#90501f",
  "bronze-soft": "#f8e9dc",
  shadow: "0 1px 2px rgb(20 32 44 / 6%), 0 8px 24px rgb(20 32 44 / 10%)",
};

const dark: typeof light = {
  paper: "#10161c",
  surface: "#171f27",
  raised: "#1d2730",
  sunken: "#131a21",
  hover: "#1e2932",
  chosen: "#1c3540",
  line: "#2c3843",
  "line-soft": "#232e38",
  ink: "#e6ebef",
  "ink-2": "#afbbc6",
  "ink-3": "#8997a4",
  accent: "#6cbbd9",
  "accent-strong": "#93d0e6",
  "accent-soft": "#1b3642",
  "on-accent": "#0b1a21",
  good: "#6ccb98",
  "good-soft": "#17332a",
  warn: "#e5b45c",
  "warn-soft": "#382c15",
  bad: "#f08d81",
  "bad-soft": "#3d2220",
  gold: "#e6c263",
  "gold-soft": "#352c14",
  silver: "#c0cad4",
  "silver-soft": "#28323c",
  bronze: "#e0a679",
  "bronze-soft": "#38271b",
  shadow: "0 1px 2px rgb(0 0 0 / 40%), 0 10px 28px rgb(0 0 0 / 45%)",
};

export type Palette = typeof light;
export const palette = (isDark: boolean): Palette => (isDark ? dark : light);

/** Sets the colours as CSS variables (`var(--ink)`). */
export function paint(isDark: boolean): void {
  const root = document.documentElement;
  root.dataset.theme = isDark ? "dark" : "light";
  root.style.colorScheme = isDark ? "dark" : "light";
  for (const [name, value] of Object.entries(palette(isDark))) root.style.setProperty(`--${name}`, value);
}

/** Six colours that stay apart for the colour-blind, in the order of use (after Okabe and Ito). */
export const chartColours = (isDark: boolean): string[] =>
  isDark
    ? ["#6cbbd9", "#e5b45c", "#7fcf9f", "#d98fb8", "#b7a5ea", "#e58b62"]
    : ["#176383", "#c98a13", "#2f8f63", "#b1578d", "#6a5bb0", "#c3562b"];

export const fonts = `"PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", "Helvetica Neue", Arial, sans-serif`;

/** Whether the person asked their system for less motion. */
const wantsStillness = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// Without any motion, lists that drop down are now and then left where they are measured, outside the window; so
// stillness is motion that takes no time.
const motion = () =>
  wantsStillness()
    ? { motionDurationFast: "0.001s", motionDurationMid: "0.001s", motionDurationSlow: "0.001s" }
    : { motionDurationMid: "0.12s", motionDurationSlow: "0.16s" };

export function antTheme(isDark: boolean): ThemeConfig {
  const p = palette(isDark);
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: p.accent,
      colorInfo: p.accent,
      colorLink: p.accent,
      colorSuccess: p.good,
      colorWarning: p.warn,
      colorError: p.bad,
      colorPrimaryBg: p["accent-soft"],
      colorSuccessBg: p["good-soft"],
      colorSuccessBorder: p["good-soft"],
      colorWarningBg: p["warn-soft"],
      colorWarningBorder: p["warn-soft"],
      colorErrorBg: p["bad-soft"],
      colorErrorBorder: p["bad-soft"],
      colorInfoBg: p["accent-soft"],
      colorInfoBorder: p["accent-soft"],
      controlItemBgActive: p.chosen,
      colorTextBase: p.ink,
      colorText: p.ink,
      colorTextSecondary: p["ink-2"],
      colorTextTertiary: p["ink-3"],
      colorTextPlaceholder: p["ink-3"],
      colorTextLightSolid: p["on-accent"],
      colorBgBase: p.surface,
      colorBgLayout: p.paper,
      colorBgContainer: p.surface,
      colorBgElevated: p.raised,
      colorBorder: p.line,
      colorBorderSecondary: p["line-soft"],
      fontFamily: fonts,
      fontSize: 14,
      borderRadius: 6,
      controlHeight: 32,
      wireframe: false,
      ...motion(),
    },
    components: {
      Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none", fontWeight: 500 },
      Tooltip: { colorBgSpotlight: isDark ? "#33414e" : "#22303c", colorTextLightSolid: "#ffffff" },
      Modal: { titleFontSize: 16 },
      Form: { itemMarginBottom: 16, verticalLabelPadding: "0 0 4px" },
    },
  };
}
