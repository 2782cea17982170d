import { createHash, randomBytes } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { GeoReceipts } from "@tocsin/contract/linkage/georeport.ts";
import type { CommandName } from "@tocsin/contract/commands.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { IDEMPOTENCY_HEADER } from "@tocsin/contract/routes.ts";
import type { Accepted } from "@tocsin/contract/views.ts";
import { POLICE } from "@tocsin/domain/linkage/matter-facts.ts";
import type { PostedRequest } from "@tocsin/georeport/read-post.ts";
import { dayText } from "@tocsin/kernel/instant.ts";
import { ulid } from "@tocsin/kernel/id.ts";
import type { Desk } from "../../desk/desk.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import type { ServedCity } from "../../served-city.ts";
import { covers, type Session } from "../../session.ts";

export interface PostDeps {
  readonly desk: Pick<Desk, "execute">;
  readonly city: ServedCity;
  readonly now: () => number;
}

/**
 * The key of a request: the sender's, or, as the standard knows none, its own words on its day: who sends the same form once more
 * has lost the answer.
 */
export function keyOf(request: FastifyRequest, body: Uint8Array, now: number): string {
  const given = request.headers[IDEMPOTENCY_HEADER];
  if (typeof given === "string" && /^[\x21-\x7e]{1,150}$/.test(given)) return given;
  return `form-${dayText(now)}-${createHash("sha256").update(body).digest("hex")}`;
}

/**
 * A posted request becomes a matter, offered to whose the service is. Danger comes first (LNK-01): then it is an incident of 110 at
 * once, to which the matter stays linked (LNK-12), and the matter goes to the police with the most urgent limits, whatever service it was sent for.
 */
export async function takePost({ desk, city, now }: PostDeps, request: FastifyRequest, session: Session, posted: PostedRequest & { readonly onward: boolean; readonly answerSeconds?: number }, body: Uint8Array): Promise<GeoReceipts> {
  const key = keyOf(request, body, now());
  const send = async (name: CommandName, commandId: string, payload: object): Promise<Accepted> => {
    const bodyHash = createHash("sha256").update(`georeport ${name}\n`).update(body).digest("hex");
    const answer = await desk.execute({ name, payload, commandId, session, bodyHash, traceId: request.id });
    if (!answer.ok) throw new RefusedRequest(answer.refusal, answer.fields);
    return answer.accepted;
  };
  const newId = (): string => ulid(now(), randomBytes(16));
  const { item, text, place, danger, urgency, caller, callback, onward, answerSeconds } = posted;
  let incident: Accepted["incidents"][number] | undefined;
  if (danger) {
    const number = callback === null ? { noCallbackReason: caller.withheld ? "WITHHELD" : "ANONYMOUS" } : { callback };
    const received = await send("intake.receive", `${key}/incident`, { incidentId: newId(), channel: "PARTNER", text, place, confirmOutside: true, ...number });
    [incident] = received.incidents;
  }
  // One beyond the places for which the platform speaks is nothing that it can name.
  const linked = incident !== undefined && session.grants.some((grant) => covers(grant, incident?.scope ?? [])) ? incident : undefined;
  const to = danger ? POLICE : (city.index.responsibility.get(item)?.department ?? POLICE);
  const reason = incident === undefined ? "" : `危险警情已接报：${incident.no}`;
  const accepted = await send("linkage.open", key, { matterId: newId(), ...(linked === undefined ? {} : { incidentId: linked.id }), danger, item, text, place, urgency, caller, to, ...(onward ? {} : { onward: false }), ...(answerSeconds === undefined ? {} : { answerSeconds }), ...(reason === "" ? {} : { reason }) });
  const matter = (accepted.matters as readonly Matter[])[0]!;
  return [{ service_request_id: matter.id, service_notice: [matter.no, reason].filter((words) => words !== "").join(" · "), account_id: null }];
}
