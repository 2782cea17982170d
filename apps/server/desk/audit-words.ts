/** What for: the group of a command is the purpose under which its row stands in the audit. */
const PURPOSES: Readonly<Record<string, string>> = { intake: "INTAKE", dispatch: "RESPONSE", guidance: "RESPONSE", command: "COMMAND", governance: "RETENTION", layouts: "PLANNING", plans: "PLANNING", roads: "RESPONSE", linkage: "LINKAGE", joint: "LINKAGE", safety: "SUPERVISION", publications: "SUPERVISION", supervision: "SUPERVISION", system: "PLATFORM" };

export const purposeOf = (command: string): string => PURPOSES[command.slice(0, command.indexOf("."))] ?? "PLATFORM";

/** The reason that was given with a command, as it was written. */
export function reasonOf(payload: unknown): string | null {
  const reason = typeof payload === "object" && payload !== null ? (payload as Record<string, unknown>)["reason"] : undefined;
  return typeof reason === "string" ? reason.slice(0, 400) : null;
}
