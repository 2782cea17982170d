import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { SupportEntry } from "../support/support-line.tsx";

/** What units at the scene ask for; open requests stand on top until they are answered. */
export function SupportRequests({ incident }: { readonly incident: Incident }) {
  return incident.support.filter(({ answer }) => answer === null).map((request) => <SupportEntry key={request.id} incident={incident} request={request} />);
}
