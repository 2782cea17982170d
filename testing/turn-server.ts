import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "./until.ts";

/** Why a test that needs a TURN server cannot run here; false where it can. */
export const noTurnServer: string | false = spawnSync("sh", ["-c", "command -v turnserver"]).status !== 0 && "no turnserver (Debian: coturn)";

export interface TurnServer {
  readonly address: string;
  readonly secret: string;
  /** What it has said so far. */
  readonly said: () => string;
  close(): Promise<void>;
}

const HOST = "127.0.0.1";
/** Nobody's account on every Debian: a test that runs as root starts nothing of others as root. */
const NOBODY = 65_534;

/** A port of this machine on which nobody listens. */
async function freePort(): Promise<number> {
  const socket = createSocket("udp4").bind(0, HOST);
  await once(socket, "listening");
  const { port } = socket.address() as AddressInfo;
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}

/** Whether somebody answers a STUN binding request (RFC 8489) there within a moment. */
async function answers(port: number): Promise<boolean> {
  const socket = createSocket("udp4");
  const request = Buffer.concat([Buffer.from([0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42]), randomBytes(12)]);
  const answered = once(socket, "message", { signal: AbortSignal.timeout(200) }).then(() => true, () => false);
  socket.send(request, port, HOST);
  const there = await answered;
  socket.close();
  return there;
}

/**
 * A relay of Debian (coturn) on this machine's own address alone, which passes on to this machine alone: its word is made from a secret, as in a city.
 * It has its own folder and needs nothing of the service that the package brings.
 */
export async function startTurnServer(): Promise<TurnServer> {
  const [port, secret] = [await freePort(), randomBytes(24).toString("hex")];
  const folder = mkdtempSync(join(tmpdir(), "tocsin-turn-"));
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const settings = [
    `listening-ip=${HOST}`, `relay-ip=${HOST}`, `listening-port=${port}`, "min-port=49200", "max-port=49400", "no-tcp", "no-tls", "no-dtls", "no-tcp-relay", "no-multicast-peers",
    "denied-peer-ip=0.0.0.0-126.255.255.255", "denied-peer-ip=128.0.0.0-255.255.255.255", "allow-loopback-peers",
    // With no password for it the server refuses to pass on to its own machine, although nobody can reach its command line.
    "no-cli", `cli-password=${randomBytes(16).toString("hex")}`,
    "use-auth-secret", `static-auth-secret=${secret}`, "realm=city.example", `userdb=${join(folder, "users")}`, `pidfile=${join(folder, "pid")}`, "log-file=stdout", "simple-log", "verbose",
  ];
  const file = join(folder, "turnserver.conf");
  writeFileSync(file, `${settings.join("\n")}\n`, { mode: 0o600 });
  if (user.uid !== undefined) for (const path of [folder, file]) chownSync(path, user.uid, user.gid);
  const server: ChildProcess = spawn("turnserver", ["-c", file], { cwd: folder, stdio: ["ignore", "pipe", "pipe"], ...user });
  const ended = once(server, "exit");
  let said = "";
  for (const stream of [server.stdout!, server.stderr!]) stream.on("data", (piece: Buffer) => void (said += piece.toString("utf8")));
  async function close(): Promise<void> {
    server.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true });
  }
  try {
    await until(() => {
      if (server.exitCode !== null) throw new Error(`turnserver has ended: ${said}`);
      return answers(port);
    });
  } catch (error) {
    await close();
    throw error;
  }
  return { address: `turn:${HOST}:${port}?transport=udp`, secret, said: () => said, close };
}
