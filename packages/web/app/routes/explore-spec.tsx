import { getSite } from '../context.ts'
import { loadView } from '../explore/load.server.ts'
import { writeSpec } from '../explore/spec.ts'
import { languageOfRequest } from '../language.ts'
import { FOR_OTHER_SITES, pathsOf } from '../paths.ts'
import type { Route } from './+types/explore-spec.ts'

/** The chart of an answer as a specification of Vega-Lite with its rows in it: a text that can be checked and drawn elsewhere. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const site = getSite(context)
  const language = languageOfRequest(request)
  const view = await loadView(site, request)
  const address = `${site.publicUrl}${pathsOf(language).explore(view.answer.query)}`
  return new Response(writeSpec(view, address, language), {
    headers: {
      ...FOR_OTHER_SITES,
      'content-type': 'application/vnd.vegalite+json; charset=utf-8',
      'content-disposition': 'attachment; filename="verken.vl.json"',
    },
  })
}
