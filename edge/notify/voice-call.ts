/** Telephone calls over the city's SIP trunk: an announcement is played, and the key 1 says that it was heard. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, constants, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readWave, writeWave } from "@tocsin/kernel/wave.ts";
import { type CallEvent, dial, freePort } from "./control-line.ts";

export interface VoiceOptions {
  /** The program that speaks SIP: baresip (decision 0035), and the folder of its modules. */
  readonly program: string;
  readonly modules: string;
  readonly host: string;
  readonly port: number;
  readonly transport: "udp" | "tcp" | "tls";
  readonly user: string;
  /** None: the trunk knows us by our address. */
  readonly password: string;
  /** What is played: one channel of 16 bits at 8 kHz, as `readWave` reads it. It says that an order waits and that 1 confirms it. */
  readonly announcement: Uint8Array;
}

export interface VoiceDeps {
  /** `delivered`: the key was pressed. */
  readonly onReceipt: (reference: string, delivered: boolean, detail: string) => void;
  /** The program can be started, and the trunk answers. */
  readonly connected: (up: boolean) => void;
  readonly onFailure: (error: unknown) => void;
}

export interface Voice {
  /** Begins a call; null when it has begun, else why not. What came of it is told by `onReceipt`. */
  call(number: string, reference: string): string | null;
  close(): Promise<void>;
}

/** Of the trunk; one more would find no line. */
const CALLS_MOST = 8;
/** From dialling to the end: it rings, is played three times, and waits for the key. */
const [LONGEST_MS, PATIENCE_MS] = [75_000, 2_000];
const [RATE, TIMES, PAUSE_S] = [8_000, 3, 4];
const KEY = "1";
const NUMBER = /^\+?[0-9]{3,15}$/;

/** The announcement three times with time to press the key after each; at its end the call ends. @throws RangeError on another form of sound */
export function announcementOf(bytes: Uint8Array): Uint8Array {
  const wave = readWave(bytes);
  if (wave === null || wave.rate !== RATE) throw new RangeError("应为 8 kHz 16 位单声道 WAV / must be a WAV of one channel, 16 bits, 8 kHz");
  const once = new Uint8Array(wave.samples.length + PAUSE_S * RATE * 2);
  once.set(wave.samples);
  const all = new Uint8Array(once.length * TIMES);
  for (let n = 0; n < TIMES; n++) all.set(once, n * once.length);
  return writeWave({ rate: RATE, samples: all });
}

/** Linux keeps what lies here in memory: the trunk's password, which the program takes from a file, touches no disk. */
const IN_MEMORY = "/dev/shm";
const mayWrite = (folder: string): Promise<boolean> => access(folder, constants.W_OK).then(() => true, () => false);

/** One call needs one folder: nothing of it is left when it is over, and the other side's sound is not even taken. */
async function prepare({ modules, host, port, transport, user, password, announcement }: VoiceOptions, control: number): Promise<string> {
  const folder = await mkdtemp(join((await mayWrite(IN_MEMORY)) ? IN_MEMORY : tmpdir(), "tocsin-call-"));
  const sound = join(folder, "announcement.wav");
  const config = [
    "poll_method epoll", "sip_listen 0.0.0.0:0", "sip_cafile /etc/ssl/certs/ca-certificates.crt", `audio_source aufile,${sound}`, "audio_player none,none", "audio_alert none,none", `module_path ${modules}`,
    "module g711.so", "module aufile.so", "module_tmp account.so", "module_app ctrl_tcp.so", "module_app menu.so", `ctrl_tcp_listen 127.0.0.1:${control}`, "",
  ].join("\n");
  const secret = password === "" ? "" : `;auth_user=${user};auth_pass=${password}`;
  const account = `<sip:${user}@${host}:${port};transport=${transport}>;regint=0;outbound="sip:${host}:${port};transport=${transport}";audio_codecs=PCMA/8000/1,PCMU/8000/1${secret}\n`;
  await Promise.all([writeFile(sound, announcement), writeFile(join(folder, "config"), config), writeFile(join(folder, "accounts"), account, { mode: 0o600 }), writeFile(join(folder, "contacts"), "")]);
  return folder;
}

interface Outcome {
  readonly delivered: boolean;
  readonly detail: string;
}

/** What an event of the call comes to; null while it goes on. */
function outcomeOf({ type, param = "" }: CallEvent): Outcome | null {
  if (type === "CALL_DTMF_START" && param === KEY) return { delivered: true, detail: "" };
  if (type === "CALL_CLOSED") return { delivered: false, detail: param === "end of file" ? "NO_KEY" : param || "CLOSED" };
  return type === "LINE_LOST" ? { delivered: false, detail: "NOT_CONNECTED" } : null;
}

/** Rings, plays, waits for the key and hangs up. */
async function ring(options: VoiceOptions, number: string, stop: AbortSignal): Promise<Outcome> {
  const control = await freePort();
  const folder = await prepare(options, control);
  const over = new AbortController();
  const program = spawn(options.program, ["-f", folder], { stdio: "ignore" });
  const gone = new Promise<Outcome>((resolve, reject) => {
    program.once("error", reject);
    program.once("exit", () => resolve({ delivered: false, detail: "NOT_CONNECTED" }));
  });
  try {
    const told = new Promise<Outcome>((resolve, reject) => {
      const take = (event: CallEvent): void => {
        const outcome = outcomeOf(event);
        if (outcome !== null) resolve(outcome);
      };
      dial(control, `sip:${number}@${options.host}:${options.port};transport=${options.transport}`, take, over.signal).catch(reject);
    });
    const late = new Promise<Outcome>((resolve) => {
      AbortSignal.any([stop, AbortSignal.timeout(LONGEST_MS)]).addEventListener("abort", () => resolve({ delivered: false, detail: "NO_ANSWER" }));
    });
    return await Promise.race([told, gone, late]);
  } finally {
    over.abort();
    // It hangs up when it is asked to end.
    if (program.pid !== undefined && program.exitCode === null) {
      program.kill("SIGTERM");
      const stuck = setTimeout(() => program.kill("SIGKILL"), PATIENCE_MS);
      await once(program, "exit");
      clearTimeout(stuck);
    }
    await rm(folder, { recursive: true, force: true });
  }
}

/** Calls duty telephones. @throws RangeError when the announcement cannot be played */
export function openVoice(given: VoiceOptions, { onReceipt, connected, onFailure }: VoiceDeps): Voice {
  const options = { ...given, announcement: announcementOf(given.announcement) };
  const running = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  return {
    call(number, reference) {
      if (!NUMBER.test(number)) return "NO_NUMBER";
      if (running.has(number) || running.size >= CALLS_MOST) return "BUSY";
      const call = ring(options, number, stopping.signal)
        .then(({ delivered, detail }) => {
          connected(detail !== "NOT_CONNECTED");
          onReceipt(reference, delivered, detail);
        }, (error: unknown) => {
          onFailure(error);
          connected(false);
          onReceipt(reference, false, "NOT_CONNECTED");
        })
        .finally(() => running.delete(number));
      running.set(number, call);
      return null;
    },
    async close() {
      stopping.abort();
      await Promise.all(running.values());
    },
  };
}
