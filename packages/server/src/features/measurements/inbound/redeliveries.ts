import type { Bilingual } from '../../../platform/errors.ts'
import { Undeliverable } from './dead-letters/reasons.ts'
import type { Redeliveries } from './dead-letters/replay.ts'

/** Says for each door how what came through it is stored again. */
export function createRedeliveries(): Redeliveries {
  return { webhook: refuse, mqtt: refuse, connector: refuse }
}

/** A door that is not there cannot take anything. */
async function refuse() {
  throw new Undeliverable('not-understood', CLOSED)
}

const CLOSED: Bilingual = {
  nl: 'De weg waarlangs dit kwam, is niet open.',
  en: 'The way through which this came is not open.',
}
