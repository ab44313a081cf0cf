import { type EntityType, linkOf, propertyOf } from '../model.ts'
import type { Expand, OrderBy, Query, Select, SelectItem } from './ast.ts'
import {
  type Cursor,
  expectChar,
  fail,
  failExpected,
  skipSpace,
  takeChar,
  takeMatch,
  takeWord,
} from './cursor.ts'
import { takeCondition, takeExpression } from './expression.ts'
import { failUnknown, hasKeys, nameOfProperty, takeKeys } from './names.ts'

/** A query being read; links of `$expand` by name, so that `A/B,A/C` becomes one A. */
export interface Draft {
  readonly entityType: EntityType
  readonly options: { -readonly [K in Exclude<keyof Query, 'entityType' | 'expand' | 'custom'>]?: Query[K] }
  readonly expand: Map<string, ExpandDraft>
  /** Names of the options read, which may not come twice. */
  readonly seen: Set<string>
}

interface ExpandDraft {
  readonly target: EntityType
  readonly many: boolean
  readonly draft: Draft
}

export function openDraft(entityType: EntityType): Draft {
  return { entityType, options: {}, expand: new Map(), seen: new Set() }
}

/** The finished query of a draft. */
export function closeDraft(draft: Draft, custom: Query['custom'] = []): Query {
  const expand: Expand[] = []
  for (const [link, { target, many, draft: inner }] of draft.expand) {
    expand.push({ link, target, many, query: closeDraft(inner) })
  }
  const { orderBy = [], ...options } = draft.options
  return { entityType: draft.entityType, ...options, orderBy, expand, custom }
}

const DIRECTION = /\s+(asc|desc)(?![\w.@$/(])/y

/** req/request-data/orderby */
function takeOrderBy(cursor: Cursor, entityType: EntityType): OrderBy[] {
  const items: OrderBy[] = []
  do {
    const at = cursor.at
    const expression = takeExpression(cursor, { entityType })
    if (expression.type === 'geometry' || expression.type === 'null') {
      fail(
        cursor,
        'type-mismatch',
        {
          nl: 'Dit heeft geen volgorde. Sorteer op tekst, een getal of een tijdstip.',
          en: 'This cannot be put in order. Order by text, a number or a time.',
        },
        at,
      )
    }
    const direction = takeMatch(cursor, DIRECTION)?.trim() === 'desc' ? 'desc' : 'asc'
    items.push({ expression, direction })
    checkCount(cursor, items.length)
  } while (takeChar(cursor, ','))
  return items
}

function checkCount(cursor: Cursor, count: number): void {
  if (count > cursor.limits.list) {
    fail(cursor, 'too-many', {
      nl: `Hier mogen ${cursor.limits.list} onderdelen staan.`,
      en: `This may have at most ${cursor.limits.list} items.`,
    })
  }
}

const DISTINCT = /\s*distinct\s*:/y

/** req/request-data/select; `distinct:` before the list is an extension. */
function takeSelect(cursor: Cursor, entityType: EntityType): Select {
  const distinct = takeMatch(cursor, DISTINCT) !== undefined
  const items = new Map<string, SelectItem>()
  do {
    skipSpace(cursor)
    const item = takeSelectItem(cursor, entityType)
    items.set(JSON.stringify(item), item)
    checkCount(cursor, items.size)
  } while (takeChar(cursor, ','))
  return { distinct, items: [...items.values()] }
}

function takeSelectItem(cursor: Cursor, entityType: EntityType): SelectItem {
  const at = cursor.at
  const word = takeWord(cursor)
  if (word === undefined)
    failExpected(cursor, {
      nl: 'een eigenschap of koppeling om te kiezen',
      en: 'a property or link to select',
    })
  if (word === 'selfLink' || word === '@iot.selfLink') return { kind: 'selfLink' }
  const name = nameOfProperty(word)
  const property = propertyOf(entityType, name)
  if (property) {
    const json = hasKeys(property.type) ? takeKeys(cursor) : []
    return { kind: 'property', property: name, propertyType: property.type, json }
  }
  const link = linkOf(entityType, word)
  if (!link) failUnknown(cursor, entityType, word, at)
  return { kind: 'navigation', link: word, target: link.target, many: link.many }
}

/** req/request-data/expand: links with options in parentheses, or with a slash and a further link. */
function takeExpand(cursor: Cursor, draft: Draft, level: number): void {
  do {
    takeExpandItem(cursor, draft, level)
    checkCount(cursor, draft.expand.size)
  } while (takeChar(cursor, ','))
}

function takeExpandItem(cursor: Cursor, draft: Draft, level: number): void {
  skipSpace(cursor)
  const at = cursor.at
  if (level > cursor.limits.expandDepth) {
    fail(cursor, 'too-deep', {
      nl: `$expand mag ${cursor.limits.expandDepth} koppelingen diep gaan. Vraag de rest in een volgend verzoek.`,
      en: `$expand may be at most ${cursor.limits.expandDepth} links deep. Ask for the rest in a further request.`,
    })
  }
  const word = takeWord(cursor)
  if (word === undefined)
    failExpected(cursor, { nl: 'een koppeling om uit te klappen', en: 'a link to expand' })
  const link = linkOf(draft.entityType, word)
  if (!link) {
    if (propertyOf(draft.entityType, nameOfProperty(word))) {
      fail(
        cursor,
        'unknown-name',
        {
          nl: `“${word}” is een eigenschap van ${draft.entityType}, geen koppeling. Gebruik er $select voor.`,
          en: `“${word}” is a property of ${draft.entityType}, not a link. Use $select for it.`,
        },
        at,
      )
    }
    failUnknown(cursor, draft.entityType, word, at)
  }
  let item = draft.expand.get(word)
  if (!item) {
    item = { target: link.target, many: link.many, draft: openDraft(link.target) }
    draft.expand.set(word, item)
  }
  const outerPath = cursor.path
  cursor.path = `${outerPath}/${word}`
  if (takeChar(cursor, '/')) {
    takeExpandItem(cursor, item.draft, level + 1)
  } else if (takeChar(cursor, '(')) {
    do {
      skipSpace(cursor)
      const optionAt = cursor.at
      const option = takeMatch(cursor, /\$[a-zA-Z]+/y)
      if (option === undefined) {
        failExpected(cursor, { nl: 'een optie zoals $select=…', en: 'an option such as $select=…' })
      }
      expectChar(cursor, '=', 'after', option)
      takeOption(cursor, item.draft, option, level, optionAt)
    } while (takeChar(cursor, ';'))
    expectChar(cursor, ')', 'closes', `${word}(`)
  }
  cursor.path = outerPath
}

const INNER_OPTIONS: ReadonlySet<string> = new Set([
  '$filter',
  '$orderby',
  '$select',
  '$expand',
  '$top',
  '$skip',
  '$count',
])

/** Reads the value of one of the options that may also stand inside `$expand`; the cursor is at the value. */
export function takeOption(cursor: Cursor, draft: Draft, option: string, level: number, at: number): void {
  if (!INNER_OPTIONS.has(option)) {
    const shown = option.slice(0, 40)
    const all = [...INNER_OPTIONS].join(', ')
    const text = {
      nl: `De optie ${shown} kan hier niet. Gebruik een van deze: ${all}.`,
      en: `The option ${shown} cannot be used here. Use one of ${all}.`,
    }
    fail(cursor, 'unsupported-option', text, at)
  }
  if (draft.seen.has(option)) {
    fail(
      cursor,
      'conflicting-options',
      {
        nl: `${option} staat er twee keer voor hetzelfde. Maak er één van.`,
        en: `${option} is given twice for the same thing. Combine them into one.`,
      },
      at,
    )
  }
  draft.seen.add(option)
  const outerPath = cursor.path
  if (level > 0) cursor.path = `${outerPath}/${option}`
  const { options } = draft
  switch (option) {
    case '$filter':
      options.filter = takeCondition(cursor, { entityType: draft.entityType })
      break
    case '$orderby':
      options.orderBy = takeOrderBy(cursor, draft.entityType)
      break
    case '$select':
      options.select = takeSelect(cursor, draft.entityType)
      if (options.select.distinct && level > 0) {
        fail(
          cursor,
          'unsupported-option',
          { nl: 'distinct: kan niet binnen $expand.', en: 'distinct: cannot be used inside $expand.' },
          at,
        )
      }
      break
    case '$expand':
      takeExpand(cursor, draft, level + 1)
      break
    case '$top':
      options.top = takeWholeNumber(cursor, option)
      break
    case '$skip':
      options.skip = takeWholeNumber(cursor, option)
      break
    default:
      options.count = takeBoolean(cursor)
  }
  cursor.path = outerPath
}

/** req/request-data/top, req/request-data/skip: a non-negative integer. */
function takeWholeNumber(cursor: Cursor, option: string): number {
  skipSpace(cursor)
  const at = cursor.at
  const text = takeMatch(cursor, /[0-9]+(?![\w.])/y)
  if (text === undefined) {
    failExpected(cursor, {
      nl: `na ${option} een geheel getal van 0 of meer`,
      en: `a whole number of 0 or more for ${option}`,
    })
  }
  const value = Number(text)
  if (!Number.isSafeInteger(value))
    fail(cursor, 'out-of-range', { nl: `${option} is te groot.`, en: `${option} is too large.` }, at)
  return value
}

/** req/request-data/count: only true or false. */
function takeBoolean(cursor: Cursor): boolean {
  skipSpace(cursor)
  const text = takeMatch(cursor, /(?:true|false)(?!\w)/y)
  if (text === undefined)
    failExpected(cursor, { nl: 'na $count true of false', en: 'true or false for $count' })
  return text === 'true'
}
