import { useRouteLoaderData } from 'react-router'
import type { loader } from './root.tsx'

/** Whether who looks at the page is a pupil of a class. */
export function usePupil(): boolean {
  return useRouteLoaderData<typeof loader>('root')?.me?.kind === 'pupil'
}
