/** A client of a city's MQTT broker that listens to what units publish. */
import { connect, type IClientOptions } from "mqtt";

export interface BrokerOptions {
  /** `mqtt://host:1883` or, with TLS, `mqtts://host:8883`. */
  readonly url: string;
  /** Filters to listen to. Where one has a `+`, the level that it stands for says whose message it is. */
  readonly topics: readonly string[];
  readonly user?: string;
  readonly password?: string;
  /** Certificate of the authority that signed the broker's, PEM; without it those that the machine knows. */
  readonly ca?: Buffer;
  /** A topic on which we publish to ourselves, to see that what is published arrives; needs the broker's leave to write and to listen there. */
  readonly probeTopic?: string;
}

export interface Published {
  readonly payload: Uint8Array;
  /** The level for which a `+` stood; null where the filter has none. */
  readonly owner: string | null;
  /** Kept by the broker from before we listened. */
  readonly retained: boolean;
}

export interface SubscriberDeps {
  /** Takes a message; no other is read until it is done. What it rejects with is reported. */
  readonly take: (message: Published) => Promise<void>;
  readonly connected: (up: boolean) => void;
  readonly onFailure: (error: unknown) => void;
}

export interface Subscriber {
  /** Resolves when the broker has taken it. */
  publish(topic: string, payload: string): Promise<void>;
  close(): Promise<void>;
}

const [RETRY_MS, CONNECT_MS, KEEP_ALIVE_S] = [2_000, 10_000, 30];

/** The level of a topic for which the `+` of a filter stands: undefined when the filter does not match, null when it has no `+`. */
export function ownerOf(filter: string, topic: string): string | null | undefined {
  const [wanted, levels] = [filter.split("/"), topic.split("/")];
  let owner: string | null = null;
  for (const [i, level] of wanted.entries()) {
    if (level === "#") return owner;
    if (levels[i] === undefined || (level !== "+" && level !== levels[i])) return undefined;
    if (level === "+") owner ??= levels[i];
  }
  return wanted.length === levels.length ? owner : undefined;
}

/** Connects, and goes on trying by itself. Messages are QoS 1: one that a crash lost is sent again. */
export function subscribe({ url, topics: asked, user, password, ca, probeTopic }: BrokerOptions, deps: SubscriberDeps): Subscriber {
  const topics = probeTopic === undefined ? asked : [...asked, probeTopic];
  const options: IClientOptions = {
    clean: true, reconnectPeriod: RETRY_MS, connectTimeout: CONNECT_MS, keepalive: KEEP_ALIVE_S, resubscribe: false, rejectUnauthorized: true,
    ...(user === undefined ? {} : { username: user }), ...(password === undefined ? {} : { password }), ...(ca === undefined ? {} : { ca }),
  };
  const client = connect(url, options);
  client.on("connect", () => {
    client.subscribeAsync([...topics], { qos: 1 }).then(
      (granted) => {
        const barred = granted.filter(({ qos }) => Number(qos) === 128).map(({ topic }) => topic);
        if (barred.length > 0) deps.onFailure(new Error(`the broker does not let us listen to ${barred.join(", ")}`));
        else deps.connected(true);
      },
      deps.onFailure,
    );
  });
  client.on("close", () => deps.connected(false));
  client.on("error", deps.onFailure);
  // Told to the client instead of listening to its event: it then waits with the next message, and TCP holds the broker back.
  client.handleMessage = ({ topic, payload, retain }, done) => {
    const owner = topics.map((filter) => ownerOf(filter, topic)).find((found) => found !== undefined);
    const bytes = typeof payload === "string" ? Buffer.from(payload) : payload;
    deps.take({ payload: bytes, owner: owner ?? null, retained: retain }).catch(deps.onFailure).finally(() => done());
  };
  const publish: Subscriber["publish"] = async (topic, payload) => {
    // What is published while the line is cut would only come late, all at once.
    if (!client.connected) throw new Error("the broker is not connected");
    await client.publishAsync(topic, payload, { qos: 1 });
  };
  return { publish, close: () => client.endAsync(true) };
}
