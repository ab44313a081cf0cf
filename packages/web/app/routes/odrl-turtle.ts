import { writeProfileTurtle } from '@samenspel/standards/odrl'

/** The profile of ODRL in which agreements are written, as Turtle. */
export function loader() {
  return new Response(writeProfileTurtle(), {
    headers: { 'content-type': 'text/turtle; charset=utf-8', 'access-control-allow-origin': '*' },
  })
}
