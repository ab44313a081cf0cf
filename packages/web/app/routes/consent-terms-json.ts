import { consentTermsAt, writeTermsJson } from '@samenspel/standards/consent'
import { getSite } from '../context.ts'
import type { Route } from './+types/consent-terms-json.ts'

/** The terms of our own in receipts of consent, as JSON-LD. */
export function loader({ context }: Route.LoaderArgs) {
  return new Response(JSON.stringify(writeTermsJson(consentTermsAt(getSite(context).publicUrl))), {
    headers: { 'content-type': 'application/ld+json; charset=utf-8', 'access-control-allow-origin': '*' },
  })
}
