import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { Seated, TestCity } from "../../harness.ts";

export interface Asked {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly text: string;
}

/** A request as it stands, without the client's help. `body` null asks by GET. */
export async function ask(city: Pick<TestCity, "url">, seat: Seated | null, path: string, body: Uint8Array | string | null, headers: Record<string, string> = {}): Promise<Asked> {
  const response = await fetch(`${city.url}${path}`, {
    ...(body === null ? {} : { method: "POST", body: typeof body === "string" ? body : Buffer.from(body) }),
    headers: { ...(body === null ? {} : { "content-type": "application/json", "idempotency-key": newUlid() }), ...(seat === null ? {} : { authorization: `Bearer ${seat.caller.token}` }), ...headers },
  });
  const renewed = response.headers.get("tocsin-session");
  if (renewed !== null && seat !== null) seat.caller.token = renewed;
  return asked(response.status, await response.text());
}

function asked(status: number, text: string): Asked {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    read = {};
  }
  return { status, body: typeof read === "object" && read !== null ? (read as Record<string, unknown>) : {}, text };
}

/** As `ask`, handed to the server's own routes without a socket: the same hooks, rights and records, at half the price; `token` null is nobody. */
export async function askInside(app: TestCity["server"]["app"], token: string | null, path: string, body: string | null): Promise<Asked> {
  const answer = await app.inject({
    method: body === null ? "GET" : "POST", url: path, ...(body === null ? {} : { payload: body }),
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...(body === null ? {} : { "content-type": "application/json", "idempotency-key": newUlid() }) },
  });
  return asked(answer.statusCode, answer.body);
}

/** An answer that keeps its calm: no 5xx, and a refusal says what is wrong. @throws Error */
export function calmAnswer(answer: Asked, sent: string): Asked {
  const { status, body } = answer;
  if (status >= 500) throw new Error(`${status} for ${sent.slice(0, 200)}: ${answer.text.slice(0, 160)}`);
  if (status < 400 || status === 431) return answer;
  if (typeof body["code"] !== "string" || typeof body["message"] !== "string") throw new Error(`${status} without a reason for ${sent.slice(0, 200)}: ${answer.text.slice(0, 160)}`);
  if (body["code"] === "VALIDATION_FAILED" && !Array.isArray(body["fields"])) throw new Error(`${status} names no field for ${sent.slice(0, 200)}`);
  return answer;
}
