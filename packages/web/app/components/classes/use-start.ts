import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { usePupil } from '../../pupil.ts'
import type { Crumb } from '../page.tsx'

/** The page above those of somebody's own analyses: for a pupil the start of the class. */
export function useStart(): Crumb {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return usePupil()
    ? { name: t.classes.pupil.title, to: paths.pupil() }
    : { name: t.my.title, to: paths.my() }
}
