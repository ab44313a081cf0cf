import {
  type ColumnMapping,
  isKnownMapping,
  KNOWN_MAPPINGS,
  type MappingFault,
  readColumnMapping,
} from '@samenspel/standards/tabular'
import { type Actor, organisationsOf } from '../../../platform/actor.ts'
import { type InputMistake, Problem } from '../../../platform/errors.ts'
import type { Platform } from '../../../platform/slice.ts'
import type { StoredMapping } from './schema.ts'
import { listMappings } from './store.ts'

/** What names a mapping, and where in the request that stands. */
type Named = Pick<InputMistake, 'in' | 'pointer'> & { key: string }

/**
 * The mapping with this id or name: a ready one, else one that an organisation of the actor stored.
 * @throws Problem not-found, or invalid-request with the ids when several have this name
 */
export async function findMapping({ db }: Platform, actor: Actor, named: Named): Promise<StoredMapping> {
  const { key } = named
  if (isKnownMapping(key)) return { id: key, ownerId: null, name: key, mapping: KNOWN_MAPPINGS[key] }
  const found = await listMappings(db, organisationsOf(actor), key)
  const [first, ...others] = found
  if (!first) throw missingMapping(named)
  if (others.length === 0) return first
  throw severalMappings(
    named,
    found.map(({ id }) => id),
  )
}

/**
 * The mapping for an import, ready to be used.
 * @throws Problem as `findMapping`, and invalid-request when what is stored is no longer a good mapping
 */
export async function readStoredMapping(
  platform: Platform,
  actor: Actor,
  key: string,
): Promise<ColumnMapping> {
  const { mapping } = await findMapping(platform, actor, { key, in: 'query', pointer: '/mapping' })
  const read = readColumnMapping(mapping)
  if (!read.ok) throw refuseMapping(read.faults)
  return read.mapping
}

/** The problem for a mapping with faults. */
export function refuseMapping(faults: readonly MappingFault[]): Problem {
  return new Problem(
    'invalid-request',
    {
      nl: 'De kolomindeling klopt niet. Bij elke fout staat waar die zit.',
      en: 'The column mapping is not valid. Each mistake says where it is.',
    },
    faults.map(({ path, message }) => ({ in: 'body', pointer: `/mapping${path}`, detail: message })),
  )
}

const UNKNOWN = { nl: 'is geen bekende kolomindeling', en: 'is not a known mapping' }

/** The problem for a mapping that is not there. */
export function missingMapping({ in: part, pointer }: Named): Problem {
  const ready = Object.keys(KNOWN_MAPPINGS).join(', ')
  return new Problem(
    'not-found',
    {
      nl: `Deze kolomindeling kennen we niet. Kies ${ready}, of het id of de naam van een bewaarde.`,
      en: `This mapping is not known. Choose ${ready}, or the id or name of a stored one.`,
    },
    [{ in: part, pointer, detail: UNKNOWN }],
  )
}

/** At most so many ids are named. */
const NAMED = 20

function severalMappings({ key, in: part, pointer }: Named, ids: readonly string[]): Problem {
  const listed = `${ids.slice(0, NAMED).join(', ')}${ids.length > NAMED ? ', …' : ''}`
  const detail = {
    nl: `Er zijn ${ids.length} bewaarde kolomindelingen met de naam “${key}”. Noem het id: ${listed}.`,
    en: `There are ${ids.length} stored mappings with the name “${key}”. Give the id: ${listed}.`,
  }
  return new Problem('invalid-request', detail, [{ in: part, pointer, detail }])
}
