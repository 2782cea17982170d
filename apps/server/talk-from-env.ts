import { secretFilesOf } from "@tocsin/ledger/secret-file.ts";
import { NO_TALK_SERVERS, type TalkOptions } from "./features/talk/talk-terms.ts";

const listed = (text: string | undefined): readonly string[] => (text ?? "").split(",").map((address) => address.trim()).filter((address) => address !== "");

/** Servers by which devices that speak by radio find each other, from the environment; none by default. The secret shared with the relay is a file, and never of the city's folder. @throws RangeError naming the variable that is wrong */
export function talkFromEnv(env: Readonly<Record<string, string | undefined>>): { readonly talk?: TalkOptions } {
  const [stun, turn] = [listed(env["TOCSIN_STUN"]), listed(env["TOCSIN_TURN"])];
  for (const [name, addresses, form] of [["TOCSIN_STUN", stun, /^stuns?:./], ["TOCSIN_TURN", turn, /^turns?:./]] as const) {
    const wrong = addresses.find((address) => !form.test(address));
    if (wrong !== undefined) throw new RangeError(`${name}: 地址无效 / no such address: ${wrong}`);
  }
  const relayOnly = env["TOCSIN_TURN_ONLY"] === "1";
  if (turn.length === 0) {
    if (relayOnly) throw new RangeError("TOCSIN_TURN_ONLY: 请用 TOCSIN_TURN 给出中继服务器 / name the TURN servers in TOCSIN_TURN");
    return stun.length === 0 ? {} : { talk: { ...NO_TALK_SERVERS, stun } };
  }
  const secretFile = env["TOCSIN_TURN_SECRET_FILE"] ?? "";
  const turnSecret = secretFile === "" ? "" : secretFilesOf(env).read(secretFile).trim();
  if (turnSecret === "") throw new RangeError("TOCSIN_TURN_SECRET_FILE: 请给出与中继服务器共用的密钥文件 / give the file of the secret shared with the TURN server");
  return { talk: { stun, turn, turnSecret, relayOnly } };
}
