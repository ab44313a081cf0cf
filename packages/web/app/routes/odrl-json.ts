import { profileAt, writeProfileJson } from '@samenspel/standards/odrl'
import { getSite } from '../context.ts'
import type { Route } from './+types/odrl-json.ts'

/** The profile of ODRL in which agreements are written, as JSON-LD; also the context of agreements. */
export function loader({ context }: Route.LoaderArgs) {
  return new Response(JSON.stringify(writeProfileJson(profileAt(getSite(context).publicUrl))), {
    headers: { 'content-type': 'application/ld+json; charset=utf-8', 'access-control-allow-origin': '*' },
  })
}
