/** Who somebody is. Without a key it is somebody unknown, of whom nothing is remembered. */
type Identified<Identity> = { key: string | undefined; identity: Identity }

/** Who is connected, and the network that they are counted by. */
export type Caller<Identity> = Identified<Identity> & { network: string }

/** What a client sends to prove who it is. */
export type Login = { username: string | undefined; password: string | undefined }

export type Message = {
  topic: string
  payload: Buffer
  /** True for what was the case already when the client subscribed. */
  retain: boolean
  /** Whether it may still be given to a client for whom it waited; absent: always. */
  holds?(): boolean
}

export type Refusal = { reason: RefusalReason; message: string }

export type Subscribed = {
  /** What is the case now. */
  retained: Message | undefined
  end(): void
}

/** What topics mean: the broker only knows connections and sessions. */
export type MqttService<Identity> = {
  /** @returns undefined when the login is given but not right */
  authenticate(login: Login): Promise<Identified<Identity> | undefined>
  /** The keys, of these, whose owners may not be connected any more. */
  findEnded(keys: readonly string[]): Promise<readonly string[]>
  /**
   * Takes a message; resolves when that is durable.
   * @throws when it may be taken later: it is not acknowledged, and the client sends it again
   */
  publish(caller: Caller<Identity>, topic: string, payload: Buffer): Promise<Refusal | undefined>
  subscribe(
    caller: Caller<Identity>,
    topic: string,
    deliver: (message: Message) => void,
  ): Promise<Subscribed | Refusal>
}

/** Why something was refused, with the reason codes of MQTT 5 for PUBACK and SUBACK. */
export const REFUSALS = {
  'not-authorized': { puback: 0x87, suback: 0x87 },
  'bad-topic': { puback: 0x90, suback: 0x8f },
  'bad-payload': { puback: 0x99, suback: 0x83 },
  conflict: { puback: 0x83, suback: 0x83 },
  'quota-exceeded': { puback: 0x97, suback: 0x97 },
  unavailable: { puback: 0x83, suback: 0x83 },
  'no-wildcards': { puback: 0x90, suback: 0xa2 },
  'not-shared': { puback: 0x90, suback: 0x9e },
} as const satisfies Record<string, { puback: number; suback: number }>

export type RefusalReason = keyof typeof REFUSALS

/** The only way in which MQTT 3.1.1 can refuse a subscription. */
export const SUBSCRIPTION_FAILED = 0x80

/** Why the broker ends a connection, with the reason code of MQTT 5. */
export const ENDINGS = {
  malformed: 0x81,
  'protocol-error': 0x82,
  'not-authorized': 0x87,
  unavailable: 0x88,
  'shutting-down': 0x8b,
  'keep-alive-timeout': 0x8d,
  'taken-over': 0x8e,
  'packet-too-large': 0x95,
  'topic-alias-invalid': 0x94,
  'left-by-client': 0x00,
  lost: 0x80,
} as const satisfies Record<string, number>

export type Ending = keyof typeof ENDINGS
