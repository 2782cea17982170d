import { readFileSync } from "node:fs";
import { secretFilesOf } from "@tocsin/ledger/secret-file.ts";
import { announcementOf, type VoiceOptions } from "@tocsin/notify/voice-call.ts";

const TRUNK = /^sip:([A-Za-z0-9_.+-]+)@([A-Za-z0-9.-]+):(\d{1,5});transport=(udp|tcp|tls)$/;
/** What stands in a line of baresip's accounts without being read as something else. */
const PASSWORD = /^[A-Za-z0-9!#$%&*+\-./=?@^_~]*$/;

/** The city's trunk for calls to duty telephones, from the environment; none by default. @throws RangeError naming the variable that is wrong */
export function voiceFromEnv(env: Readonly<Record<string, string | undefined>>): { readonly voice?: VoiceOptions } {
  const trunk = env["TOCSIN_SIP_URL"] ?? "";
  if (trunk === "") return {};
  const [, user, host, port, transport] = TRUNK.exec(trunk) ?? [];
  if (user === undefined || host === undefined) throw new RangeError(`TOCSIN_SIP_URL: 应为 sip:账号@主机:端口;transport=tls / must be sip:user@host:port;transport=tls (or tcp, udp): ${trunk}`);
  const passwordFile = env["TOCSIN_SIP_PASSWORD_FILE"] ?? "";
  const password = passwordFile === "" ? "" : secretFilesOf(env).read(passwordFile).trim();
  if (!PASSWORD.test(password)) throw new RangeError("TOCSIN_SIP_PASSWORD_FILE: 只能用字母、数字和 !#$%&*+-./=?@^_~ / letters, figures and !#$%&*+-./=?@^_~ only");
  const file = env["TOCSIN_SIP_ANNOUNCEMENT"] ?? "";
  if (file === "") throw new RangeError("TOCSIN_SIP_ANNOUNCEMENT: 请给出播报录音（WAV） / give the file of the announcement (WAV)");
  const announcement = readFileSync(file);
  try {
    announcementOf(announcement);
  } catch (error) {
    throw new RangeError(`TOCSIN_SIP_ANNOUNCEMENT: ${error instanceof Error ? error.message : ""}: ${file}`, { cause: error });
  }
  const program = env["TOCSIN_BARESIP"] ?? "baresip";
  const modules = env["TOCSIN_BARESIP_MODULES"] ?? "/usr/lib/baresip/modules";
  return { voice: { program, modules, user, host, port: Number(port), transport: transport as VoiceOptions["transport"], password, announcement } };
}
