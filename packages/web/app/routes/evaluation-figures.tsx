import { data } from 'react-router'
import { getSite } from '../context.ts'
import { getEvaluation } from '../evaluations/api.ts'
import { writeFigures } from '../evaluations/view.ts'
import type { Route } from './+types/evaluation-figures.ts'

/** The figures that were used, as comma-separated values (RFC 4180): a row for each area and step. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const { computation, slug } = await getEvaluation(getSite(context).fetchApi, params.slug)
  if (!computation) throw data(null, { status: 404 })
  return new Response(writeFigures(computation.study), {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${slug}.csv"`,
    },
  })
}
