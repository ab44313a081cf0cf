import type { AskedSchema, SchemaMistake } from './schema-mistake.ts'

/**
 * A union finds something wrong with each of its members, of which one was meant. Keeps the mistakes of the member that can be
 * told to be meant; when none can, keeps only that the value is none of them.
 */
export function settleUnions(mistakes: readonly SchemaMistake[]): SchemaMistake[] {
  const unions = new Map(
    mistakes.filter(({ keyword }) => keyword === 'anyOf').map((each) => [each, settle(each)]),
  )
  const byPlace = Map.groupBy(unions.values(), ({ union }) => union.instancePath)
  return mistakes
    .filter((mistake) =>
      placesAround(mistake.instancePath)
        .flatMap((place) => byPlace.get(place) ?? [])
        .every(({ union, meant }) => [undefined, meant].includes(memberOf(mistake, union))),
    )
    .flatMap((mistake) => unions.get(mistake)?.told ?? [mistake])
}

type Settled = { union: SchemaMistake; meant: number | undefined; told: SchemaMistake[] }

function settle(union: SchemaMistake): Settled {
  const members = union.schema as readonly AskedSchema[]
  const meant = findMeant(members, union.data)
  return { union, meant, told: meant === undefined ? [sayNone(union, members)] : [] }
}

/** A place and all that it is inside of. */
function placesAround(path: string): string[] {
  const names = path.split('/')
  return names.map((_, index) => names.slice(0, index + 1).join('/'))
}

/** Which member of a union found a mistake at or inside its place; undefined when it has nothing to do with the union. */
function memberOf({ schemaPath }: SchemaMistake, union: SchemaMistake): number | undefined {
  if (!schemaPath.startsWith(`${union.schemaPath}/`)) return undefined
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
