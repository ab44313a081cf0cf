import { profileAt, writeProfileTurtle } from '@samenspel/standards/odrl'
import { getSite } from '../context.ts'
import type { Route } from './+types/odrl-turtle.ts'

/** The profile of ODRL in which agreements are written, as Turtle. */
export function loader({ context }: Route.LoaderArgs) {
  return new Response(writeProfileTurtle(profileAt(getSite(context).publicUrl)), {
    headers: { 'content-type': 'text/turtle; charset=utf-8', 'access-control-allow-origin': '*' },
  })
}
