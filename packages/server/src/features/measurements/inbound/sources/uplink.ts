import { readInstant } from '@samenspel/standards/sensorthings'
import { DEEPEST, isTooDeep } from '../../nesting.ts'
import { Undeliverable } from '../dead-letters/reasons.ts'

/** The network servers of which messages are understood. */
export const SOURCE_KINDS = ['the-things-stack', 'chirpstack'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

const NAMES = { 'the-things-stack': 'The Things Stack', chirpstack: 'ChirpStack' } as const satisfies Record<
  SourceKind,
  string
>

/** One message of a LoRaWAN device, as any network server gives it. */
export type Uplink = {
  device: { eui: string; id: string; name: string }
  /** Session and frame counter: together they occur once. */
  session: string
  counter: number
  port: number
  bytes: number[]
  /** What the decoder of the network server made of it, when it has one. */
  decoded: Fields | undefined
  variables: Record<string, string>
  /** When the network received it, RFC 3339, and in microseconds since 1970. */
  receivedAt: string
  time: number
  /** Longitude and latitude that the network server knows of the device. */
  position: readonly [number, number] | null
}

export type Fields = Record<string, unknown>

/**
 * Reads a message of a network server.
 * @returns undefined when it tells something else than an uplink, such as a join
 * @throws Undeliverable
 */
export function readUplink(kind: SourceKind, message: unknown): Uplink | undefined {
  if (isTooDeep(message)) throw tooDeep()
  const fields = fieldsOf(message)
  if (!fields) throw misunderstood('/')
  const uplink = kind === 'the-things-stack' ? readTheThingsStack(fields) : readChirpStack(fields)
  if (!uplink && isUplinkOf(otherThan(kind), fields)) throw fromAnother(kind)
  return uplink
}

function otherThan(kind: SourceKind): SourceKind {
  return kind === 'chirpstack' ? 'the-things-stack' : 'chirpstack'
}

/** Whether a message has what tells an uplink of this network server from its other events. */
function isUplinkOf(kind: SourceKind, message: Fields): boolean {
  return kind === 'chirpstack'
    ? 'fCnt' in message && fieldsOf(message.deviceInfo) !== undefined
    : fieldsOf(message.uplink_message) !== undefined && fieldsOf(message.end_device_ids) !== undefined
}

/** The Things Stack 3, "Data Formats: uplink message". Fields that are zero are left out. */
function readTheThingsStack(message: Fields): Uplink | undefined {
  if (!('uplink_message' in message)) return undefined
  const uplink = need(fieldsOf(message.uplink_message), '/uplink_message')
  const ids = need(fieldsOf(message.end_device_ids), '/end_device_ids')
  const id = need(textOf(ids.device_id), '/end_device_ids/device_id')
  const receivedAt = need(textOf(uplink.received_at ?? message.received_at), '/uplink_message/received_at')
  const place = fieldsOf(fieldsOf(uplink.locations)?.user)
  return {
    device: { eui: textOf(ids.dev_eui) ?? id, id, name: id },
    session: textOf(uplink.session_key_id) ?? '',
    counter: need(numberOf(uplink.f_cnt ?? 0), '/uplink_message/f_cnt'),
    port: need(numberOf(uplink.f_port ?? 0), '/uplink_message/f_port'),
    bytes: readBytes(uplink.frm_payload ?? '', '/uplink_message/frm_payload'),
    decoded: fieldsOf(uplink.decoded_payload),
    variables: {},
    receivedAt,
    time: readMoment(receivedAt),
    position: readPosition(place?.longitude, place?.latitude),
  }
}

/** ChirpStack 4, "Event types: up". It tells other events at the same address, with other fields. */
function readChirpStack(message: Fields): Uplink | undefined {
  if (!('fCnt' in message)) return undefined
  const info = need(fieldsOf(message.deviceInfo), '/deviceInfo')
  const eui = need(textOf(info.devEui), '/deviceInfo/devEui')
  const name = textOf(info.deviceName) ?? eui
  const receivedAt = need(textOf(message.time), '/time')
  const tags = fieldsOf(info.tags) ?? {}
  const texts = Object.entries(tags).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return {
    device: { eui, id: eui, name },
    session: textOf(message.devAddr) ?? '',
    counter: need(numberOf(message.fCnt), '/fCnt'),
    port: need(numberOf(message.fPort ?? 0), '/fPort'),
    bytes: readBytes(message.data ?? '', '/data'),
    decoded: fieldsOf(message.object),
    variables: Object.fromEntries(texts),
    receivedAt,
    time: readMoment(receivedAt),
    position: readPosition(Number(tags.longitude), Number(tags.latitude)),
  }
}

/** The value as an object, or undefined when it is none. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
}

function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '' || value.includes('\0')) return undefined
  return value.slice(0, 200).toWellFormed()
}

function numberOf(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined
}

function readBytes(value: unknown, pointer: string): number[] {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) throw misunderstood(pointer)
  return [...Buffer.from(value, 'base64')]
}

function readMoment(text: string): number {
  const instant = readInstant(text)
  if (typeof instant === 'bigint') return Number(instant)
  throw new Undeliverable('no-time', {
    nl: `Het tijdstip ${text} is niet te lezen.`,
    en: `The time ${text} cannot be read.`,
  })
}

function readPosition(longitude: unknown, latitude: unknown): readonly [number, number] | null {
  if (typeof longitude !== 'number' || typeof latitude !== 'number') return null
  const onEarth = Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90
  // A network server that knows no place says 0, 0.
  return onEarth && (longitude !== 0 || latitude !== 0) ? [longitude, latitude] : null
}

function need<T>(value: T | undefined, pointer: string): T {
  if (value === undefined) throw misunderstood(pointer)
  return value
}

function misunderstood(pointer: string): Undeliverable {
  return new Undeliverable('not-understood', {
    nl: `In het bericht ontbreekt ${pointer}, of er staat iets anders dan verwacht. Kies de soort bron die bij uw netwerkserver hoort.`,
    en: `The message has no ${pointer}, or something else there than expected. Choose the kind of source of your network server.`,
  })
}

function fromAnother(kind: SourceKind): Undeliverable {
  const [own, other] = [NAMES[kind], NAMES[otherThan(kind)]]
  return new Undeliverable('not-understood', {
    nl: `Dit lijkt een meting van ${other}, maar deze bron is voor ${own}. Kies ${other} bij de bron en verwerk het bericht opnieuw, of laat deze netwerkserver naar een andere bron sturen.`,
    en: `This looks like a measurement of ${other}, but this source is for ${own}. Choose ${other} for the source and replay the message, or have this network server send to another source.`,
  })
}

function tooDeep(): Undeliverable {
  return new Undeliverable('not-understood', {
    nl: `Het bericht heeft meer dan ${DEEPEST} lagen van lijsten en objecten in elkaar.`,
    en: `The message has more than ${DEEPEST} levels of lists and objects inside each other.`,
  })
}
