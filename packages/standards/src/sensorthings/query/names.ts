import { type EntityType, linkOf, linksOf, type PropertyType, propertiesOf, propertyOf } from '../model.ts'
import type { NavigationStep, PropertyPath } from './ast.ts'
import { type Cursor, expectChar, fail, failExpected, takeMatch, takeQuoted, takeWord } from './cursor.ts'
import { TYPE_OF_PROPERTY } from './types.ts'

/** What names in an expression can refer to. */
export interface Scope {
  readonly entityType: EntityType
  /** Lambda variables; their entity type by name. */
  readonly variables?: ReadonlyMap<string, EntityType>
}

/** Property types whose value has keys of its own. */
const WITH_KEYS: ReadonlySet<PropertyType> = new Set(['object', 'array', 'geometry', 'any'])

/** A key of JSON that needs no quotes in a path. */
export const PLAIN_KEY = /[^\s,()/';[\]]+/y
const INDEX = /\[(\d{1,9})\]/y

/** `id` for `id` and `@iot.id`, other names unchanged. */
export function nameOfProperty(word: string): string {
  return word === '@iot.id' ? 'id' : word
}

/** True when the value of this property can be looked into with further keys. */
export function hasKeys(type: PropertyType): boolean {
  return WITH_KEYS.has(type)
}

export function failUnknown(cursor: Cursor, entityType: EntityType, word: string, at: number): never {
  const names = [...propertiesOf(entityType).keys(), ...linksOf(entityType).keys()]
  const near = names.find((name) => sameName(name, word))
  const shown = word.slice(0, 60)
  const all = names.join(', ')
  const text = {
    nl: `${entityType} heeft geen “${shown}”. ${near ? `Bedoelt u “${near}”?` : `Wel: ${all}.`}`,
    en: `${entityType} has no “${shown}”. ${near ? `Did you mean “${near}”?` : `It has: ${all}.`}`,
  }
  fail(cursor, 'unknown-name', text, at)
}

/** Names that differ in case, or in singular and plural, only. */
function sameName(a: string, b: string): boolean {
  const stem = (name: string) => name.toLowerCase().replace(/ies$/, 'y').replace(/s$/, '')
  return stem(a) === stem(b)
}

/** Keys after a property whose value is JSON: `/key`, `/'any key'`, `[0]`. */
export function takeKeys(cursor: Cursor): string[] {
  const keys: string[] = []
  for (;;) {
    const char = cursor.text[cursor.at]
    if (char === '/') {
      cursor.at += 1
      if (cursor.text[cursor.at] === "'") {
        keys.push(takeQuoted(cursor))
      } else {
        const key = takeMatch(cursor, PLAIN_KEY)
        if (key === undefined) failExpected(cursor, { nl: 'een sleutel na “/”', en: 'a key after “/”' })
        keys.push(key)
      }
    } else if (char === '[') {
      const index = takeMatch(cursor, INDEX)
      if (index === undefined)
        fail(cursor, 'syntax', {
          nl: 'Hier hoort een nummer tussen haken, zoals [0].',
          en: 'Expected an index such as [0].',
        })
      keys.push(String(Number(index.slice(1, -1))))
    } else {
      return keys
    }
    if (keys.length > cursor.limits.segments) {
      fail(cursor, 'too-deep', {
        nl: `Een pad mag ${cursor.limits.segments} stappen hebben.`,
        en: `A path may have at most ${cursor.limits.segments} steps.`,
      })
    }
  }
}

/** A path that stops at `any(` or `all(`; the cursor is after the parenthesis. */
export interface LambdaHead {
  readonly kind: 'lambdaHead'
  readonly quantifier: 'any' | 'all'
  readonly variable?: string
  readonly navigation: readonly NavigationStep[]
  readonly target: EntityType
}

/** Resolves the path that starts with `first`, a word already taken at `from`. @throws SensorThingsError `unknown-name` */
export function takePath(
  cursor: Cursor,
  scope: Scope,
  first: string,
  from: number,
): PropertyPath | LambdaHead {
  const variableType = scope.variables?.get(first)
  const start = variableType === undefined ? {} : { variable: first }
  const navigation: NavigationStep[] = []
  let entityType = variableType ?? scope.entityType
  let word = first
  let at = from
  if (variableType !== undefined) {
    expectChar(cursor, '/', 'after', first)
    at = cursor.at
    word = takeWord(cursor) ?? ''
  }
  for (;;) {
    const name = nameOfProperty(word)
    const property = propertyOf(entityType, name)
    if (property) {
      const json = hasKeys(property.type) ? takeKeys(cursor) : []
      if (json.length === 0 && cursor.text[cursor.at] === '/') {
        fail(cursor, 'unknown-name', {
          nl: `“${name}” van ${entityType} heeft geen delen met een naam.`,
          en: `“${name}” of ${entityType} has no parts that can be named.`,
        })
      }
      return {
        kind: 'path',
        type: json.length > 0 ? 'dynamic' : TYPE_OF_PROPERTY[property.type],
        ...start,
        navigation,
        entityType,
        property: name,
        propertyType: property.type,
        json,
      }
    }
    const link = linkOf(entityType, word)
    if (!link) {
      const last = navigation.at(-1)
      if (last?.many && (word === 'any' || word === 'all') && cursor.text[cursor.at] === '(') {
        cursor.at += 1
        return { kind: 'lambdaHead', quantifier: word, ...start, navigation, target: entityType }
      }
      failUnknown(cursor, entityType, word, at)
    }
    navigation.push({ link: word, source: entityType, target: link.target, many: link.many })
    if (navigation.length > cursor.limits.segments) {
      fail(cursor, 'too-deep', {
        nl: `Een pad mag ${cursor.limits.segments} stappen hebben.`,
        en: `A path may have at most ${cursor.limits.segments} steps.`,
      })
    }
    entityType = link.target
    if (cursor.text[cursor.at] !== '/') {
      fail(
        cursor,
        'syntax',
        {
          nl: `“${word}” is een koppeling, geen waarde. Zet er een eigenschap achter, zoals ${word}/id.`,
          en: `“${word}” is a link, not a value. Add a property, like ${word}/id.`,
        },
        at,
      )
    }
    cursor.at += 1
    at = cursor.at
    word = takeWord(cursor) ?? ''
  }
}
