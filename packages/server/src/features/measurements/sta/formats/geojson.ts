import { sql } from 'kysely'
import { column, field, objectOf } from '../../query/fragments.ts'
import type { Format } from './format.ts'

/**
 * A FeatureCollection (RFC 7946): one feature per entity, also where it has no place. The properties have the names of the
 * columns of a CSV; their values are JSON, left out where there is none.
 */
export const geoJson: Format = {
  type: 'application/geo+json; charset=utf-8',
  extension: 'geojson',
  row: ({ binding, columns }, { geometry, property }) => {
    const properties = columns
      .filter(({ name }) => name !== property)
      .map(({ name, json }) => field(name, sql`nullif(${json}, 'null')`))
    return objectOf([
      sql`'"type":"Feature"'`,
      field('id', sql`${column(binding.alias, 'id')}::text`),
      field('geometry', sql`coalesce(${geometry}, 'null')`),
      field('properties', objectOf(properties)),
    ])
  },
  async *write(_table, pages) {
    let before = '{"type":"FeatureCollection","features":['
    for await (const page of pages) {
      if (page === '') continue
      yield before + page
      before = ','
    }
    yield before === ',' ? ']}' : `${before}]}`
  },
}
