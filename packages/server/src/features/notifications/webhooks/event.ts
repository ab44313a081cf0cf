import type { Signal } from '../../indicators/index.ts'
import type { Told } from '../lists.ts'
import { EVENT_TYPES } from './rules.ts'

/** Who sends events: the address of the site, and the source in them. */
export type Sending = { publicUrl: string; source: string }

/** What happened to a signal, as it is told. */
export type Happening = { eventId: string; sequence: number; what: Told; happenedAt: Date }

/**
 * What became of a signal as a CloudEvent 1.0 in JSON, by the NL GOV profile 1.1: `time` is when it was logged, `subject` is the signal, `dataref`
 * where its newest state is, `sequence` its place in the order of events. `data` is the signal as it was when the event was made (but see `withFiguresOfNow`).
 */
export function writeEvent(
  { eventId, sequence, what, happenedAt }: Happening,
  signal: Signal,
  { publicUrl, source }: Sending,
): string {
  return JSON.stringify({
    specversion: '1.0',
    id: eventId,
    source,
    type: EVENT_TYPES[what],
    subject: signal.id,
    time: happenedAt.toISOString(),
    datacontenttype: 'application/json',
    dataschema: `${publicUrl}/api/v1/openapi.json#/components/schemas/Signal`,
    dataref: `${publicUrl}/api/v1/signals/${signal.id}`,
    sequence: String(sequence).padStart(19, '0'),
    data: signal,
  })
}

/**
 * An event as it goes out, also when that is tried again or done by hand: what became of the signal stays as it was told, but its figures are those of
 * now. Who takes their consent back is no more in what was still waiting.
 * @param signal as it is now
 */
export function withFiguresOfNow(body: string, signal: Signal): string {
  const event: { data: Signal } = JSON.parse(body)
  if (JSON.stringify(figuresOf(event.data)) === JSON.stringify(figuresOf(signal))) return body
  const { change, goal, sentence, ...figures } = { ...figuresOf(signal), sentence: signal.sentence }
  const evidence = { ...event.data.evidence, change, goal }
  return JSON.stringify({ ...event, data: { ...event.data, ...figures, evidence, sentence } })
}

/** Of a signal what is made of figures. */
function figuresOf({ openedValue, peakAt, peakValue, evidence: { change, goal } }: Signal) {
  return { openedValue, peakAt, peakValue, change, goal }
}

/**
 * The source of events: the organisation that runs this, by its OIN when that is set, else by its name, and this system.
 * @param name of the organisation, or else of the host
 */
export function sourceOf(oin: string | undefined, name: string): string {
  const who =
    oin === undefined ? encodeURIComponent(name.toLowerCase().replaceAll(/\s+/g, '-')) : `oin:${oin}`
  return `urn:nld:${who}:systeem:samenspel`
}
