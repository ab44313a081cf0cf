/** What a message of a sensor says, decided from values alone. */
import { readInstant } from '@samenspel/standards/sensorthings'
import type { Bilingual } from '../../../platform/errors.ts'
import type { Reading } from '../../measurements/index.ts'
import type { Kit } from '../kits.ts'

type Fields = Readonly<Record<string, unknown>>

/** The values in a message, or why there are none. */
export type Delivery = { readings: Reading[] } | { mistake: { pointer: string } & Bilingual }

/**
 * Reads a message of one of three forms: `sensordatavalues` of airRohr, an uplink of The Things Stack 3 with decoded fields, or plain
 * fields with numbers. Fields that the kit does not have are left out; a message with none of them is a mistake, unless it is another
 * event of The Things Stack.
 * @param now when it came, which is when it was measured unless the message says otherwise
 */
export function readDelivery(kit: Kit, body: Fields, now: Date): Delivery {
  const said = fieldsOf(body)
  if (said === undefined) return { readings: [] }
  const at =
    said.at === undefined
      ? BigInt(now.getTime()) * 1000n
      : typeof said.at === 'string' && readInstant(said.at)
  if (typeof at !== 'bigint') return { mistake: NO_TIME }
  const readings = kit.streams.flatMap(({ key, fields }) => {
    const found = Object.entries(fields).flatMap(([name, factor]) => {
      const value = numberOf(said.fields[name])
      return value === undefined ? [] : [tidy(value * factor)]
    })
    return found.slice(0, 1).map((value) => ({ stream: key, value, at: Number(at) }))
  })
  return readings.length > 0 ? { readings } : { mistake: nothingKnown(kit, said.pointer) }
}

function fieldsOf(body: Fields): { fields: Fields; at?: unknown; pointer: string } | undefined {
  const { sensordatavalues: values, uplink_message: uplink } = body
  if (Array.isArray(values)) {
    const pairs = values.flatMap((each) =>
      isFields(each) && typeof each.value_type === 'string' ? [[each.value_type, each.value] as const] : [],
    )
    return { fields: Object.fromEntries(pairs), pointer: '/sensordatavalues' }
  }
  if (isFields(uplink)) {
    const fields = isFields(uplink.decoded_payload) ? uplink.decoded_payload : {}
    const at = uplink.received_at ?? body.received_at
    return { fields, at, pointer: '/uplink_message/decoded_payload' }
  }
  return isFields(body.end_device_ids) ? undefined : { fields: body, pointer: '' }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** airRohr writes numbers as text. */
function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** Without what multiplying leaves behind the twelfth digit. */
function tidy(value: number): number {
  return Number(value.toPrecision(12))
}

function nothingKnown(kit: Kit, pointer: string) {
  const names = kit.streams.flatMap(({ fields }) => Object.keys(fields)).join(', ')
  return {
    pointer,
    nl: `In dit bericht staat geen getal dat bij deze meter hoort. Stuur een of meer van deze velden: ${names}.`,
    en: `This message has no number that belongs to this sensor. Send one or more of these fields: ${names}.`,
  }
}

const NO_TIME = {
  pointer: '/uplink_message/received_at',
  nl: 'Dit tijdstip is niet te lezen. Schrijf het als 2026-03-02T10:00:00Z.',
  en: 'This time cannot be read. Write it as 2026-03-02T10:00:00Z.',
}
