import { Problem } from '../../../../platform/errors.ts'
import { type DeadLetterReason, Undeliverable } from '../dead-letters/reasons.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { decodeUplink } from './deliver.ts'
import { mapFields } from './map-fields.ts'
import type { TrialResult } from './schema.ts'
import type { Source } from './store.ts'
import { readUplink } from './uplink.ts'

/**
 * What a decoder and mapping make of a message; nothing is stored. Without a mapping only which fields there are.
 * @throws Problem not-ready, which says what it is about: the message, the script or the mapping
 */
export async function tryUplink(
  sandbox: Sandbox,
  { kind, script, mapping, ownerId }: Pick<Source, 'kind' | 'script' | 'mapping' | 'ownerId'>,
  message: unknown,
): Promise<TrialResult> {
  try {
    const uplink = readUplink(kind, message)
    if (!uplink) throw new Undeliverable('not-understood', NO_UPLINK)
    const { data, warnings } = await decodeUplink(sandbox, { script, ownerId }, uplink)
    const mapped = mapping.length === 0 ? [] : mapFields(mapping, data)
    const values = mapped.map(({ mapping: { field, datastream = field, property, unit }, value }) => ({
      datastream,
      property,
      unit,
      value,
    }))
    return { data, warnings, values }
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error
    const { reason, detail } = error
    throw new Problem('not-ready', detail, [{ in: 'body', pointer: placeOf(reason), detail }])
  }
}

function placeOf(reason: DeadLetterReason): string {
  if (reason.startsWith('decoder-')) return '/script'
  return reason === 'nothing-mapped' || reason === 'not-finite' ? '/mapping' : '/uplink'
}

const NO_UPLINK = {
  nl: 'Dit bericht is geen uplink van deze soort netwerkserver.',
  en: 'This message is no uplink of this kind of network server.',
}
