/** What a caller's line is called among the ledger's claims: one call of one provider is one incident (INC-01), whoever reports it twice. */
const PREFIX = "call:";

/** The claim that a report of this payload makes, or null when it names no call of a provider. */
export function callResource(payload: unknown): string | null {
  const { channel, providerCallId } = payload as { channel?: unknown; providerCallId?: unknown };
  return typeof channel === "string" && typeof providerCallId === "string" ? `${PREFIX}${channel}:${providerCallId}` : null;
}

export const isCallResource = (resource: string): boolean => resource.startsWith(PREFIX);

const REPORTING: ReadonlySet<string> = new Set(["intake.receive", "intake.addReport"]);

/** The claims that a command makes beside those of its decision. */
export function callClaims(name: string, payload: unknown, commandId: string): { resource: string; holder: string; ref: string }[] {
  const resource = REPORTING.has(name) ? callResource(payload) : null;
  return resource === null ? [] : [{ resource, holder: (payload as { incidentId: string }).incidentId, ref: commandId }];
}
