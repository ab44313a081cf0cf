import { consentTermsAt, writeTermsTurtle } from '@samenspel/standards/consent'
import { getSite } from '../context.ts'
import type { Route } from './+types/consent-terms-turtle.ts'

/** The terms of our own in receipts of consent, as Turtle. */
export function loader({ context }: Route.LoaderArgs) {
  return new Response(writeTermsTurtle(consentTermsAt(getSite(context).publicUrl)), {
    headers: { 'content-type': 'text/turtle; charset=utf-8', 'access-control-allow-origin': '*' },
  })
}
