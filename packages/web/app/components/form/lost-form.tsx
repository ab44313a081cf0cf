import { isRouteErrorResponse } from 'react-router'
import type { LostSession } from '../../workspace/session.server.ts'
import { ErrorPage } from '../error-page.tsx'
import { SessionEnded } from './session-ended.tsx'

/** What a page with a form shows when something is wrong: of a session that ended, what was typed. */
export function LostForm({ error }: { error: unknown }) {
  const { lost } = (isRouteErrorResponse(error) ? (error.data ?? {}) : {}) as Partial<LostSession>
  return lost ? <SessionEnded lost={lost} /> : <ErrorPage error={error} />
}
