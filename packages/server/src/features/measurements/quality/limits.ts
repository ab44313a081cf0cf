import { chooseLimits, type Limits, type LimitsChange } from '@samenspel/standards/quality'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'

/** What the limits of a datastream follow from. */
export type Measured = {
  propertyName: string | null
  definition: string | null
  unitSymbol: string | null
  /** How its dataset adjusts them. */
  change: LimitsChange | null
}

/** The columns of `Measured`, from a datastream `d` joined with its property `p` and the limits of its dataset `q`. */
export const MEASURED = sql`p.name as "propertyName", p.definition, d.unit_of_measurement ->> 'symbol' as "unitSymbol",
  q.limits -> p.name as change`

/** Those joins. */
export const MEASURED_FROM = sql`left join measurements.observed_property p on p.id = d.observed_property_id
  left join measurements.quality_limits q on q.dataset_id = d.dataset_id`

/** When a value of the datastream is doubtful; undefined when its values are not judged. */
function limitsOf({ propertyName, definition, unitSymbol, change }: Measured): Limits | undefined {
  if (propertyName === null) return undefined
  const property = { name: propertyName, definition: definition ?? '', unitSymbol: unitSymbol ?? '' }
  return chooseLimits(property, change)
}

/** `limitsOf` for many datastreams, of which most measure the same: each set of limits is made once. */
export function openLimits(): (measured: Measured) => Limits | undefined {
  const known = new Map<string, Limits | undefined>()
  return (measured) => {
    const { propertyName, definition, unitSymbol, change } = measured
    const key = JSON.stringify([propertyName, definition, unitSymbol, change])
    if (!known.has(key)) known.set(key, limitsOf(measured))
    return known.get(key)
  }
}

/** The limits of one datastream; undefined when it does not exist or is not judged. */
export async function readLimits(db: Db, datastreamId: number): Promise<Limits | undefined> {
  const { rows } = await sql<Measured>`select ${MEASURED} from measurements.datastream d ${MEASURED_FROM}
    where d.id = ${datastreamId}`.execute(db)
  return rows[0] && limitsOf(rows[0])
}
