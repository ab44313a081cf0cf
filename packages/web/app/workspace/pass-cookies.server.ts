import { redirect } from 'react-router'
import { ApiProblem, type FetchApi, type ProblemDetails } from '../api.ts'

/**
 * Asks the accounts of the API, whose cookies are for the browser.
 * @returns the answer and the cookies, as headers to send along
 * @throws ApiProblem when it refuses
 */
export async function askAccounts(
  api: FetchApi,
  path: string,
  body: Record<string, unknown> = {},
): Promise<{ answer: { url?: string }; headers: Headers }> {
  const response = await api(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = (await response.json().catch(() => ({}))) as { url?: string }
  if (!response.ok) {
    const { status, statusText } = response
    throw new ApiProblem({
      type: '',
      title: statusText,
      detail: '',
      ...(answer as Partial<ProblemDetails>),
      status,
    })
  }
  const headers = new Headers()
  for (const cookie of response.headers.getSetCookie()) headers.append('set-cookie', cookie)
  return { answer, headers }
}

/** Goes to another page with a whole new load, so that all of it knows who is signed in now. */
export function goAfresh(path: string, headers: Headers): Response {
  headers.set('x-remix-reload-document', 'true')
  return redirect(path, { headers })
}
