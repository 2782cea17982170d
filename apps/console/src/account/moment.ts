/** Day and minute in the city's time. */
export function moment(at: number, utcOffset: number, lang: "zh" | "en"): string {
  return new Intl.DateTimeFormat(lang === "zh" ? "zh-CN" : "en-GB", { timeZone: "UTC", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hour12: false }).format(at + utcOffset * 60_000);
}
