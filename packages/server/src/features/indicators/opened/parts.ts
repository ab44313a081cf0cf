/** The figures of which a difference or ratio is made. */
import type { Db } from '../../../platform/database/connect.ts'
import { combines } from '../check-definition.ts'
import { resolveOperands } from '../operands.ts'
import type { Indicator, Value } from '../schema.ts'
import { listPartFigures } from '../store/combined.ts'
import { readIndicator } from '../store/indicators.ts'
import { findMeasure } from '../store/statistics.ts'
import type { Part } from './schema.ts'

/** The parts of a figure; none when it is not made of others, or when these do not fit each other any more. */
export async function listParts(db: Db, indicator: Indicator, figure: Value): Promise<Part[]> {
  if (!combines(indicator)) return []
  const operands = await resolveOperands(db, indicator)
  if (!operands) return []
  const found = await listPartFigures(db, indicator, operands, figure)
  return Promise.all(
    ([operands.first, operands.second] as const).map(async ({ from }, index) => {
      const told = found[index] ?? { areaCode: figure.areaCode, periodStart: null, value: null }
      if ('measure' in from) {
        const measure = await findMeasure(db, from.measure)
        const title = measure?.title ?? from.measure
        return { indicatorId: null, slug: null, ...from, title, unit: measure?.unit ?? '', ...told }
      }
      const made = await readIndicator(db, from.indicatorId)
      const isPublic = made?.published === true
      return {
        indicatorId: from.indicatorId,
        slug: isPublic ? made.slug : null,
        measure: null,
        title: isPublic ? made.title : '',
        unit: made?.unit ?? '',
        ...told,
      }
    }),
  )
}
