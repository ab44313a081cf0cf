import { useRouteLoaderData } from 'react-router'

/** What the root of the site knows of who looks at it. */
type Root = () => { me: { kind: string } | null }

/** Whether who looks at the page is a pupil of a class. */
export function usePupil(): boolean {
  return useRouteLoaderData<Root>('root')?.me?.kind === 'pupil'
}
