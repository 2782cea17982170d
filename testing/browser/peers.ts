/** What runs in pages to ask them for the sound that has come. */

interface Kept {
  readonly peers: readonly RTCPeerConnection[];
}

/** Keeps every connection that the page opens. */
export function keepPeers(): void {
  const { RTCPeerConnection: Peer } = globalThis;
  const peers: RTCPeerConnection[] = [];
  Object.assign(globalThis, { peers });
  globalThis.RTCPeerConnection = class extends Peer {
    constructor(options?: RTCConfiguration) {
      super(options);
      peers.push(this);
    }
  };
}

/** Whether sound has come to the page from another device: bytes, and not only silence. */
export async function hears(): Promise<boolean> {
  for (const peer of (globalThis as unknown as Kept).peers) {
    for (const report of (await peer.getStats()).values() as Iterable<{ readonly type: string; readonly bytesReceived?: number; readonly totalAudioEnergy?: number }>) {
      if (report.type === "inbound-rtp" && (report.bytesReceived ?? 0) > 0 && (report.totalAudioEnergy ?? 0) > 0) return true;
    }
  }
  return false;
}

/** Kinds of the ways over which the page's connections hear or speak (`relay`, `host` …), of its own end and the other's. */
export async function waysOf(): Promise<readonly string[]> {
  const ways: string[] = [];
  for (const peer of (globalThis as unknown as Kept).peers) {
    const stats = await peer.getStats();
    for (const report of stats.values() as Iterable<{ readonly type: string; readonly nominated?: boolean; readonly state?: string; readonly localCandidateId?: string; readonly remoteCandidateId?: string }>) {
      if (report.type !== "candidate-pair" || report.state !== "succeeded") continue;
      for (const id of [report.localCandidateId, report.remoteCandidateId]) ways.push((stats.get(id ?? "") as { readonly candidateType?: string } | undefined)?.candidateType ?? "none");
    }
  }
  return [...new Set(ways)];
}

/** Kinds of the ways that the page has told the other end, from its own descriptions. */
export const waysTold = (): readonly string[] =>
  [...new Set((globalThis as unknown as Kept).peers.flatMap(({ localDescription }) => [...(localDescription?.sdp ?? "").matchAll(/a=candidate:.* typ (\w+)/g)].map(([, kind]) => kind!)))];
