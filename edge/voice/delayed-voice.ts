/** A voice as each listener gets it: from its first word, however late the listener came. */
export interface DelayedVoice {
  /** A sound to be sent to one more listener; null when there are as many as were foreseen. */
  take(): { readonly track: MediaStreamTrack; /** From now on it is heard there: plays from the beginning; false when that is too long ago. */ start(): boolean } | null;
  /** What has been said and not been played yet by the latest listener, ms. */
  readonly behindMs: number;
  close(): void;
}

/**
 * Delay lines that run from the first moment: one that is read as long after as it was begun gives the beginning. Half a second passes
 * until two devices have found each other, and a warning is often shorter than a second.
 */
export function delayVoice(stream: MediaStream, listenersMost: number, lateMostS: number): DelayedVoice {
  const context = new AudioContext();
  void context.resume();
  const source = context.createMediaStreamSource(stream);
  const begun = context.currentTime;
  const free = Array.from({ length: listenersMost }, () => {
    const line = context.createDelay(lateMostS);
    line.delayTime.value = 0;
    source.connect(line);
    return line;
  });
  let behindS = 0;
  return {
    take() {
      const line = free.pop();
      if (line === undefined) return null;
      const out = context.createMediaStreamDestination();
      line.connect(out);
      return {
        track: out.stream.getAudioTracks()[0]!,
        start() {
          const late = context.currentTime - begun;
          if (late > lateMostS) return false;
          behindS = Math.max(behindS, late);
          line.delayTime.setValueAtTime(late, context.currentTime);
          return true;
        },
      };
    },
    get behindMs() {
      return behindS * 1_000;
    },
    close: () => void context.close().catch(() => undefined),
  };
}
