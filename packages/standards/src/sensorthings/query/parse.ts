import { SensorThingsError } from '../errors.ts'
import { DEFAULT_LIMITS, type Limits } from '../limits.ts'
import type { EntityType } from '../model.ts'
import { takeApply } from './apply.ts'
import { type Expression, type Query, RESULT_FORMATS, type ResultFormat } from './ast.ts'
import { type Cursor, expectEnd, openCursor } from './cursor.ts'
import { takeCondition } from './expression.ts'
import { closeDraft, type Draft, openDraft, takeOption } from './options.ts'

/** What the request path addresses, which decides the options it can have. */
export const QUERY_TARGETS = ['collection', 'entity', 'references', 'count', 'property'] as const
export type QueryTarget = (typeof QUERY_TARGETS)[number]

const ALL = [
  '$filter',
  '$orderby',
  '$select',
  '$expand',
  '$top',
  '$skip',
  '$count',
  '$resultFormat',
  '$skiptoken',
  '$apply',
]
const OPTIONS_ON = {
  collection: ALL,
  entity: ['$select', '$expand'],
  references: ['$filter', '$orderby', '$top', '$skip', '$count', '$skiptoken'],
  count: ['$filter'],
  property: [],
} as const satisfies Record<QueryTarget, readonly string[]>

export interface QueryContext {
  readonly entityType: EntityType
  /** Default `collection`. */
  readonly target?: QueryTarget
  readonly limits?: Limits
}

/**
 * Reads the query of a request URL (the text after `?`, still percent-encoded) into a tree in which every name is
 * resolved against the model.
 * @throws SensorThingsError and nothing else, for any text
 */
export function parseQuery(raw: string, context: QueryContext): Query {
  const limits = context.limits ?? DEFAULT_LIMITS
  const draft = openDraft(context.entityType)
  const custom: (readonly [string, string])[] = []
  if (raw.length > limits.length * 3) {
    throw new SensorThingsError('too-long', {
      nl: 'De zoekvraag in dit adres is te lang. Maak die korter.',
      en: 'The query of this address is too long. Make it shorter.',
    })
  }
  for (const part of raw.split('&')) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const name = decode(equals < 0 ? part : part.slice(0, equals))
    const value = decode(equals < 0 ? '' : part.slice(equals + 1))
    if (!name.startsWith('$')) {
      checkCustom(name)
      custom.push([name, value])
      if (custom.length > limits.list)
        throw new SensorThingsError('too-many', {
          nl: 'Dit adres heeft te veel opties.',
          en: 'This address has too many options.',
        })
      continue
    }
    const cursor = openCursor(value, name.slice(0, 40), limits)
    checkTarget(name, context.target ?? 'collection')
    readOption(cursor, draft, name)
    expectEnd(cursor)
  }
  checkCombination(draft, context.target ?? 'collection')
  return closeDraft(draft, custom)
}

/** Reads one `$filter` value, already decoded. @throws SensorThingsError */
export function parseFilter(
  text: string,
  entityType: EntityType,
  limits: Limits = DEFAULT_LIMITS,
): Expression {
  const cursor = openCursor(text, '$filter', limits)
  const filter = takeCondition(cursor, { entityType })
  expectEnd(cursor)
  return filter
}

/**
 * A plus means a space, as forms and URLSearchParams write it, except as the sign of a UTC offset or an exponent, where
 * a client that does not encode it means the plus itself.
 */
const PLUS = /(:[0-9]{2}(?:\.[0-9]+)?|[0-9][eE])\+(?=[0-9])|\+/g

function decode(text: string): string {
  const spaced = text.includes('+')
    ? text.replace(PLUS, (_, before: string | undefined) => (before === undefined ? ' ' : `${before}+`))
    : text
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced)
  } catch {
    throw new SensorThingsError('bad-encoding', {
      nl: 'De codering met % in dit adres klopt niet. Codeer het als UTF-8, en een procentteken zelf als %25.',
      en: 'The percent-encoding of this address is broken. Encode it as UTF-8, and a percent sign itself as %25.',
    })
  }
}

/**
 * Options without `$` are for the service to give a meaning to (OData 4.0 part 2, clause 5.2), so ours ignores them. One with the
 * name of a system option is refused: 4.01 reads `filter` as `$filter`, 4.0, on which SensorThings builds, as an unknown option,
 * and then the answer would be of another question. `@` begins a parameter alias, which we do not have.
 */
function checkCustom(name: string): void {
  const shown = name.slice(0, 40)
  if (name.startsWith('@')) {
    throw new SensorThingsError(
      'unsupported-option',
      {
        nl: `Waarden met een naam, zoals ${shown}, kunnen hier niet. Zet de waarde in de optie zelf.`,
        en: `Parameter aliases such as ${shown} are not supported. Put the value in the option itself.`,
      },
      { path: shown },
    )
  }
  const meant = ALL.find((option) => option.toLowerCase() === `$${name.toLowerCase()}`)
  if (meant === undefined) return
  throw new SensorThingsError(
    'unknown-name',
    {
      nl: `Er is geen optie ${shown}. Bedoelt u ${meant}? Zet er een dollarteken voor.`,
      en: `There is no option ${shown}. Did you mean ${meant}? Put a dollar sign before it.`,
    },
    { path: shown },
  )
}

/** req/request-data/query-status-code: an option the service does not have fails the request (501). */
function checkTarget(name: string, target: QueryTarget): void {
  if (!ALL.includes(name)) {
    const shown = name.slice(0, 40)
    const near = ALL.find((option) => option.toLowerCase() === name.toLowerCase())
    throw new SensorThingsError(
      'unsupported-option',
      {
        nl: `Er is geen optie ${shown}. ${near ? `Bedoelt u ${near}?` : `De opties zijn: ${ALL.join(', ')}.`}`,
        en: `There is no option ${shown}. ${near ? `Did you mean ${near}?` : `The options are: ${ALL.join(', ')}.`}`,
      },
      { path: shown },
    )
  }
  const allowed: readonly string[] = OPTIONS_ON[target]
  if (!allowed.includes(name)) {
    const list = allowed.join(', ')
    throw new SensorThingsError(
      'conflicting-options',
      {
        nl: `${name} kan niet bij dit adres, want het geeft geen lijst van entiteiten. ${list === '' ? 'Laat het weg.' : `Hier kan: ${list}.`}`,
        en: `${name} cannot be used with this address, because it does not give a list of entities. ${list === '' ? 'Leave it out.' : `Here you can use: ${list}.`}`,
      },
      { path: name },
    )
  }
}

function readOption(cursor: Cursor, draft: Draft, name: string): void {
  if (name !== '$resultFormat' && name !== '$skiptoken' && name !== '$apply') {
    takeOption(cursor, draft, name, 0, 0)
    return
  }
  if (draft.seen.has(name)) {
    throw new SensorThingsError(
      'conflicting-options',
      {
        nl: `${name} staat er twee keer. Zet het er één keer neer.`,
        en: `${name} is given twice. Give it once.`,
      },
      {
        path: name,
      },
    )
  }
  draft.seen.add(name)
  if (name === '$apply') {
    if (draft.entityType !== 'Observation') {
      throw new SensorThingsError(
        'unsupported-option',
        { nl: '$apply kan alleen bij Observations.', en: '$apply can only be used for Observations.' },
        {
          path: name,
        },
      )
    }
    draft.options.apply = takeApply(cursor, draft.entityType)
    return
  }
  if (name === '$resultFormat') draft.options.resultFormat = readResultFormat(cursor.text)
  else draft.options.skipToken = cursor.text
  cursor.at = cursor.text.length
}

function readResultFormat(text: string): ResultFormat {
  const format = RESULT_FORMATS.find((known) => known.toLowerCase() === text.toLowerCase())
  if (format === undefined) {
    throw new SensorThingsError(
      'unsupported-option',
      {
        nl: `Er is geen $resultFormat “${text.slice(0, 40)}”. Gebruik een van deze: ${RESULT_FORMATS.join(', ')}.`,
        en: `There is no $resultFormat “${text.slice(0, 40)}”. Use one of ${RESULT_FORMATS.join(', ')}.`,
      },
      { path: '$resultFormat' },
    )
  }
  return format
}

/** Options that have no place where the answer has groups instead of entities. */
const NOT_WITH_GROUPS = ['$orderby', '$expand', '$resultFormat', '$skiptoken']

/** `$apply` and `$select=distinct:` give groups of entities. */
function checkGroups({ options, seen }: Draft, target: QueryTarget): void {
  const option = options.apply ? '$apply' : '$select=distinct:'
  const others = options.apply ? ['$filter', '$select', ...NOT_WITH_GROUPS] : NOT_WITH_GROUPS
  const other = others.find((name) => seen.has(name))
  if (other === undefined && target === 'collection') return
  throw new SensorThingsError(
    'conflicting-options',
    other === undefined
      ? { nl: `${option} kan alleen bij een lijst.`, en: `${option} can only be used for a list.` }
      : {
          nl: `${other} kan niet samen met ${option}. ${other === '$filter' ? 'Filter erbinnen.' : 'Laat het weg.'}`,
          en: `${other} cannot be used with ${option}. ${other === '$filter' ? 'Filter inside it.' : 'Leave it out.'}`,
        },
    { path: other ?? '$select' },
  )
}

/** Clause 13.1: dataArray is for Observations, without $expand. */
function checkCombination(draft: Draft, target: QueryTarget): void {
  if (draft.options.apply || draft.options.select?.distinct) checkGroups(draft, target)
  if (draft.options.resultFormat !== 'dataArray') return
  if (draft.entityType !== 'Observation' || draft.expand.size > 0) {
    throw new SensorThingsError(
      'conflicting-options',
      draft.expand.size > 0
        ? {
            nl: '$resultFormat=dataArray kan niet samen met $expand. Laat een van beide weg.',
            en: '$resultFormat=dataArray cannot be used with $expand. Leave one of them out.',
          }
        : {
            nl: '$resultFormat=dataArray kan alleen bij Observations.',
            en: '$resultFormat=dataArray can only be used for Observations.',
          },
      { path: '$resultFormat' },
    )
  }
}
