import type { AskedSchema, SchemaMistake } from './schema-mistake.ts'

/**
 * A union finds something wrong with each of its members, of which one was meant. Keeps the mistakes of the member that can be
 * told to be meant; when none can, keeps only that the value is none of them.
 */
export function settleUnions(mistakes: readonly SchemaMistake[]): SchemaMistake[] {
  const unions = mistakes.filter(({ keyword }) => keyword === 'anyOf')
  // An outer union tells after the inner ones, and may leave those out.
  return unions.reduceRight<SchemaMistake[]>(settle, [...mistakes])
}

function settle(mistakes: SchemaMistake[], union: SchemaMistake): SchemaMistake[] {
  if (!mistakes.includes(union)) return mistakes
  const members = union.schema as readonly AskedSchema[]
  const meant = findMeant(members, union.data)
  return mistakes.flatMap((mistake) => {
    if (mistake === union) return meant === undefined ? [sayNone(union, members)] : []
    const member = memberOf(mistake, union)
    return member === undefined || member === meant ? [mistake] : []
  })
}

/** Which member of a union found a mistake; undefined when it has nothing to do with the union. */
function memberOf({ instancePath, schemaPath }: SchemaMistake, union: SchemaMistake): number | undefined {
  const isInside = instancePath === union.instancePath || instancePath.startsWith(`${union.instancePath}/`)
  if (!isInside || !schemaPath.startsWith(`${union.schemaPath}/`)) return undefined
  return Number.parseInt(schemaPath.slice(union.schemaPath.length + 1), 10)
}

/** The only member besides null, or the one whose fixed fields the value has. */
function findMeant(members: readonly AskedSchema[], value: unknown): number | undefined {
  const isMeant = members.map(
    (member) => member.type !== 'null' && !('const' in member) && fixedFieldsOf(member).every(has(value)),
  )
  return isMeant.filter(Boolean).length === 1 ? isMeant.indexOf(true) : undefined
}

const has =
  (value: unknown) =>
  ([name, fixed]: [string, unknown]) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).some(([key, own]) => key === name && own === fixed)

/** Fields that can have one value only, such as `kind`: they tell the members of a union apart. */
function fixedFieldsOf({ properties = {} }: AskedSchema): [string, unknown][] {
  return Object.entries(properties).flatMap(([name, field]): [string, unknown][] =>
    'const' in field ? [[name, field.const]] : [],
  )
}

/** That a value is no member: told at the field that tells them apart, when there is one. */
function sayNone(union: SchemaMistake, members: readonly AskedSchema[]): SchemaMistake {
  const fixed = members.flatMap(fixedFieldsOf)
  const name = fixed[0]?.[0]
  const isObject = typeof union.data === 'object' && union.data !== null && !Array.isArray(union.data)
  if (
    !isObject ||
    name === undefined ||
    !members.every((member) => fixedFieldsOf(member).some(([other]) => other === name))
  )
    return { ...union, params: { members } }
  const allowedValues = fixed.filter(([other]) => other === name).map(([, value]) => value)
  return {
    ...union,
    keyword: 'enum',
    instancePath: `${union.instancePath}/${name}`,
    params: { allowedValues },
  }
}
