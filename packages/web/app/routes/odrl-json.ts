import { writeProfileJson } from '@samenspel/standards/odrl'

/** The profile of ODRL in which agreements are written, as JSON-LD; also the context of agreements. */
export function loader() {
  return new Response(JSON.stringify(writeProfileJson()), {
    headers: { 'content-type': 'application/ld+json; charset=utf-8', 'access-control-allow-origin': '*' },
  })
}
