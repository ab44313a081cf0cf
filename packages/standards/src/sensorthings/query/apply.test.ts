import { describe, expect, test } from 'vitest'
import { entityTypesOf, formatQuery, parseQuery, SensorThingsError } from '../index.ts'

const read = (apply: string, more = '') =>
  parseQuery(`$apply=${encodeURIComponent(apply)}${more}`, { entityType: 'Observation' })

describe('$apply', () => {
  test('groups with aggregates, over links to one and into JSON', () => {
    const apply =
      "filter(result gt 3)/filter(Datastream/name eq 'a')/groupby((Datastream/Thing/@iot.id,parameters/'x y')," +
      'aggregate(result with average as Mean,result mul 2.0 with sum as Twice,phenomenonTime with max as Last,' +
      'id with countdistinct as Different,$count as Rows))'
    const query = read(apply)
    expect(query.apply).toMatchObject({
      filter: { kind: 'and', operands: [{ kind: 'comparison' }, { kind: 'comparison' }] },
      groupBy: [
        { property: 'id', entityType: 'Thing', navigation: [{ link: 'Datastream' }, { link: 'Thing' }] },
        { property: 'parameters', json: ['x y'] },
      ],
      aggregates: [
        { alias: 'Mean', method: 'average', operand: { property: 'result' } },
        { alias: 'Twice', method: 'sum', operand: { kind: 'arithmetic' } },
        { alias: 'Last', method: 'max', operand: { property: 'phenomenonTime' } },
        { alias: 'Different', method: 'countdistinct' },
        { alias: 'Rows', method: 'count' },
      ],
    })
    expect(parseQuery(formatQuery(query), { entityType: 'Observation' })).toEqual(query)
    expect([...entityTypesOf(query)].sort()).toEqual(['Datastream', 'Observation', 'Thing'])
  })

  test.each([
    'aggregate($count as n)',
    'groupby((result))',
    ' groupby( ( id , result ) , aggregate( $count as n ) ) ',
  ])('may be %s', (apply) => {
    const query = read(apply, '&$top=3&$skip=2&$count=true')
    expect(parseQuery(formatQuery(query), { entityType: 'Observation' })).toEqual(query)
  })

  test.each([
    ['filter(result gt 3)', 'syntax'],
    ['', 'syntax'],
    ['groupby(result)', 'syntax'],
    ['groupby(())', 'syntax'],
    ['groupby((Datastream))', 'syntax'],
    ['groupby((Datastream/Thing/Locations/name))', 'type-mismatch'],
    ['groupby((result,result))', 'conflicting-options'],
    ['groupby((parameters/a,parameters))', 'conflicting-options'],
    ['groupby((id),aggregate($count as id2,$count as id2))', 'conflicting-options'],
    ['groupby((Datastream/id),aggregate($count as Datastream))', 'conflicting-options'],
    ['groupby((id))/filter(id gt 1)', 'unsupported-option'],
    ['compute(id as x)', 'syntax'],
    ['aggregate(result as x)', 'syntax'],
    ['aggregate(result with median as x)', 'unknown-name'],
    ['aggregate(Datastream/name with sum as x)', 'type-mismatch'],
    ['aggregate(phenomenonTime with average as x)', 'type-mismatch'],
    ['aggregate(length(Datastream/Thing/Locations/name) with sum as x)', 'type-mismatch'],
    ['aggregate($count as x y)', 'syntax'],
    [`groupby((${Array.from({ length: 30 }, (_, n) => `parameters/k${n}`).join(',')}))`, 'too-many'],
  ])('is not %s', (apply, code) => {
    expect(() => read(apply)).toThrow(expect.objectContaining({ code }))
    expect(() => read(apply)).toThrow(SensorThingsError)
  })

  test.each([
    ['$filter=id gt 1', 'conflicting-options'],
    ['$select=result', 'conflicting-options'],
    ['$orderby=id', 'conflicting-options'],
    ['$expand=Datastream', 'conflicting-options'],
    ['$resultFormat=CSV', 'conflicting-options'],
    ['$apply=groupby((id))', 'conflicting-options'],
  ])('does not go with %s', (option, code) => {
    expect(() => read('groupby((id))', `&${option}`)).toThrow(expect.objectContaining({ code }))
  })

  test('is for lists of Observations, and distinct for lists', () => {
    expect(() => parseQuery('$apply=groupby((name))', { entityType: 'Thing' })).toThrow(
      expect.objectContaining({ code: 'unsupported-option' }),
    )
    const distinct = '$select=distinct:name'
    expect(parseQuery(`${distinct}&$filter=id gt 1&$top=1`, { entityType: 'Thing' }).select?.distinct).toBe(
      true,
    )
    for (const raw of [`${distinct}&$orderby=name`, `${distinct}&$expand=Locations`]) {
      expect(() => parseQuery(raw, { entityType: 'Thing' })).toThrow('cannot be used with')
    }
    expect(() => parseQuery(distinct, { entityType: 'Thing', target: 'entity' })).toThrow('for a list')
    expect(() => parseQuery(`$expand=Locations(${distinct})`, { entityType: 'Thing' })).toThrow(
      'inside $expand',
    )
  })
})
