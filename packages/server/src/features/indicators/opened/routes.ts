import { Type } from 'typebox'
import { organisationsOf } from '../../../platform/actor.ts'
import { notFound } from '../../../platform/errors.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/paging.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { type BeginUses, readShownHours } from '../../measurements/index.ts'
import { chooseConversions } from '../rules.ts'
import { missingIndicator } from '../steps.ts'
import { listFigures, listMeasuredUnits } from '../store/figures.ts'
import { findIndicator } from '../store/indicators.ts'
import { readFrom } from '../store/pieces.ts'
import { describeContribution } from './open-figure.ts'
import { listParts } from './parts.ts'
import { OpenedFigure, OpenedQuery } from './schema.ts'
import { listCountedSeries } from './store.ts'

/** The way from a figure down to what it is made of. */
export function addOpenedRoutes(http: Http, { db, clock }: Platform, beginUses: BeginUses): void {
  typed(http).get(
    '/api/v1/indicators/:key/opened-figure',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Open a figure down to the series that it is made of, as far as you may see them',
        description:
          'What these measured is at `/api/v1/series`, and in SensorThings as single observations, for the same reader.',
        operationId: 'openFigure',
        tags: ['indicators'],
        params: Type.Object({ key: Type.String({ maxLength: 200, description: 'Id or slug' }) }),
        querystring: OpenedQuery,
        response: { 200: OpenedFigure, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, query, actor, trace }) => {
      const now = clock()
      const indicator = await findIndicator(db, params.key, organisationsOf(actor))
      if (!indicator) throw missingIndicator()
      const { area, datastream, pageSize = 20 } = query
      const [after = '0'] = decodeCursor(query.cursor, 1) ?? []
      const at = new Date(query.periodStart)
      const [figure] = await listFigures(
        db,
        { indicatorId: indicator.id, area, from: at, to: new Date(at.getTime() + 1) },
        now,
      )
      if (!figure) throw notFound({ nl: 'Dit cijfer', en: 'This figure' })
      const { unit } = indicator
      if (indicator.what !== 'property') {
        return { figure, unit, parts: await listParts(db, indicator, figure), items: [], next: null }
      }
      const conversions = chooseConversions(indicator, await listMeasuredUnits(db, indicator, now))
      const [from, to] = [new Date(figure.periodStart), new Date(figure.periodEnd)]
      const limit = pageSize + 1
      const found = await listCountedSeries(db, indicator, conversions.counted, {
        area,
        now,
        from,
        to,
        datastream,
        after,
        limit,
      })
      const shown = found.slice(0, pageSize)
      const asked = { flags: indicator.leftOutFlags, from: readFrom(indicator.step, from), to }
      const { series, uses } = await readShownHours(db, { actor, now }, shown, asked)
      await beginUses({ actor, trace }).record(uses)
      const period = { from: from.getTime(), to: to.getTime(), withPieces: datastream !== undefined }
      const last = shown.at(-1)
      return {
        figure,
        unit,
        parts: [],
        items: series.map((each) => describeContribution(indicator, conversions, each, period)),
        next: found.length > pageSize && last ? encodeCursor([String(last.datastreamId)]) : null,
      }
    },
  )
}
