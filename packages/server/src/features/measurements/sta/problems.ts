import type { BodyError, ResourcePath, SensorThingsError } from '@samenspel/standards/sensorthings'
import { type Bilingual, Problem } from '../../../platform/errors.ts'
import { MOST_GROUPED } from '../query/groups.ts'

/** Where in a request a SensorThings text stood: decides what an unknown name means. */
type Place = 'path' | 'query'

/** The problem for a path or query that cannot be understood; a path that names what cannot exist is not found. */
export function misunderstood(error: SensorThingsError, place: Place): Problem {
  const where = place === 'path' ? 'Het adres' : 'De zoekvraag'
  const { nl, en } = error.text
  const detail = { nl: `${where} klopt niet. ${nl}`, en }
  if (place === 'path' && (error.code === 'unknown-name' || error.code === 'out-of-range')) {
    return new Problem('not-found', detail)
  }
  const code = error.code === 'unsupported-option' ? 'not-implemented' : 'invalid-query'
  return new Problem(code, detail, [{ in: place, pointer: error.path ?? '', detail: error.text }])
}

/** The problem for a body that is not what the standard asks. */
export function refusedBody(errors: readonly BodyError[]): Problem {
  return new Problem(
    'invalid-request',
    {
      nl: errors.map(({ path, message }) => `${path === '' ? 'Inhoud' : path}: ${message.nl}`).join(' '),
      en: errors.map(({ path, message }) => `${path === '' ? 'Body' : path}: ${message.en}`).join(' '),
    },
    errors.map(({ path, message }) => ({ in: 'body', pointer: path, detail: message })),
  )
}

/**
 * That there is more than somebody may see is said of everything alike, so that it tells nothing of this one.
 * @param why which agreements are in the way
 */
export function missingEntity(why?: Bilingual): Problem {
  return new Problem('not-found', {
    nl: `Dit bestaat niet, of u mag het niet zien. Kijk of het adres klopt${why ? `. ${why.nl}` : '; vraag anders de eigenaar van de dataset (zie /datasets) om toegang.'}`,
    en: `This entity does not exist, or you may not see it. Check the address${why ? `. ${why.en}` : '; else ask the owner of its dataset (see /datasets) for access.'}`,
  })
}

/**
 * The problem for what PostgreSQL refused while it read, or undefined when the fault is ours. The query is the only thing
 * that differs between two reads, so data errors (class 22), limits (class 54) and geometries that cannot be computed
 * with are answers to it.
 */
export function unanswerable(error: unknown): Problem | undefined {
  const state = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (state === '57014') {
    return new Problem('invalid-query', {
      nl: 'Deze vraag duurt te lang. Vraag minder tegelijk, bijvoorbeeld met $filter op tijd of van één Datastream.',
      en: 'This query takes too long. Ask for less at once, for example with a $filter on time or of one Datastream.',
    })
  }
  if (state.startsWith('22') || state.startsWith('54') || state === 'XX000') {
    return new Problem('invalid-query', {
      nl: 'Deze vraag kan niet worden uitgerekend: een waarde, tijd of vorm valt buiten wat kan.',
      en: 'This query cannot be computed: a value, time or shape is outside what is possible.',
    })
  }
  return undefined
}

/** The problem for a change that PostgreSQL ended because it took too long. */
export function tooLongToChange(): Problem {
  return new Problem('unavailable', {
    nl: 'Deze wijziging duurde te lang en is niet gedaan: er is niets veranderd. Doe haar in delen, bijvoorbeeld DELETE van Observations met $filter op tijd, of probeer het op een rustiger moment.',
    en: 'This change took too long and was not done: nothing has changed. Do it in parts, for example DELETE of Observations with a $filter on time, or try again when it is less busy.',
  })
}

/** The problem for a question that would group more entities than are grouped at once. */
export function tooManyToGroup(): Problem {
  const most = { nl: MOST_GROUPED.toLocaleString('nl'), en: MOST_GROUPED.toLocaleString('en') }
  return new Problem('invalid-query', {
    nl: `Hier zouden meer dan ${most.nl} entiteiten worden samengenomen. Neem er minder met een filter op tijd, of van één Datastream.`,
    en: `More than ${most.en} entities would be grouped. Take fewer with a filter on time, or of one Datastream.`,
  })
}

/** Nobody hears this: who asked has gone. */
export function brokenOff(): Problem {
  return new Problem('invalid-request', {
    nl: 'De verbinding werd verbroken voordat het antwoord er was.',
    en: 'The connection was closed before the answer was there.',
  })
}

/** Nobody hears this either: what was sent of a download breaks off there. */
export function rightsEnded(): Problem {
  return new Problem('not-allowed', {
    nl: 'Uw rechten veranderden tijdens het downloaden. Meld u opnieuw aan en begin opnieuw.',
    en: 'Your rights changed during the download. Sign in again and start again.',
  })
}

/** The problem for a method that an address does not have. */
export function notAllowedHere(method: string, path: ResourcePath): Problem {
  const isList = method === 'DELETE' && path.kind === 'collection'
  const detail = {
    nl: `${method} kan niet op dit adres${isList ? ' zonder $filter: met een $filter verwijdert u wat van uw eigen organisatie is' : ''}. POST gaat naar een lijst, PATCH, PUT en DELETE naar één entiteit.`,
    en: `${method} is not possible at this address${isList ? ' without $filter: with a $filter you delete what is of your own organisation' : ''}. POST goes to a list; PATCH, PUT and DELETE to one entity.`,
  }
  return new Problem('method-not-allowed', detail, [], {
    allow: methodsOf(path).filter((name) => name !== method),
  })
}

const READING = ['GET', 'HEAD'] as const

function methodsOf(path: ResourcePath): readonly string[] {
  if (path.kind === 'action') return ['POST']
  if ('suffix' in path && path.suffix !== undefined) return READING
  if (path.kind === 'collection') return [...READING, 'POST', 'DELETE']
  return path.kind === 'entity' ? [...READING, 'PATCH', 'PUT', 'DELETE'] : READING
}
