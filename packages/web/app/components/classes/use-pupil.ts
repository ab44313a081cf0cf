import { useRouteLoaderData } from 'react-router'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import type { loader } from '../../root.tsx'
import type { Crumb } from '../page.tsx'

/** Whether who looks at the page is a pupil of a class. */
export function usePupil(): boolean {
  return useRouteLoaderData<typeof loader>('root')?.me?.kind === 'pupil'
}

/** The page above those of somebody's own analyses: for a pupil the start of the class. */
export function useStart(): Crumb {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return usePupil()
    ? { name: t.classes.pupil.title, to: paths.pupil() }
    : { name: t.my.title, to: paths.my() }
}
