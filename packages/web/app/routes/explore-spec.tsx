import { getSite } from '../context.ts'
import { loadView } from '../explore/load.server.ts'
import { writeSpec } from '../explore/spec.ts'
import { languageOfRequest } from '../language.ts'
import type { Route } from './+types/explore-spec.ts'

/** The chart of an answer as a specification of Vega-Lite with its rows in it: a text that can be checked and drawn elsewhere. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const view = await loadView(getSite(context), request)
  return new Response(writeSpec(view, languageOfRequest(request)), {
    headers: {
      'content-type': 'application/vnd.vegalite+json; charset=utf-8',
      'content-disposition': 'attachment; filename="verken.vl.json"',
    },
  })
}
