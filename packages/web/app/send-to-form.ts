import { redirect } from 'react-router'

/**
 * Of a page that explains terms: people get the page, a program that asks for another form is sent on to it (W3C, Cool URIs for the Semantic
 * Web, 4.4).
 * @throws the redirect (303)
 */
export function sendToForm(request: Request, forms: { turtle: string; jsonLd: string }): void {
  const accept = request.headers.get('accept') ?? ''
  if (accept.includes('text/html')) return
  if (accept.includes('application/ld+json')) throw redirect(forms.jsonLd, 303)
  if (accept.includes('text/turtle')) throw redirect(forms.turtle, 303)
}
