import type { Place, Subject } from '@samenspel/standards/explorations'
import { writePlace, writeSubject } from '@samenspel/standards/explorations'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { TextLink } from '../text.tsx'

/** A link to the page on which anyone asks further, about this; what it does not say is chosen there. */
export function ExploreLink({ what, where }: { what?: Subject; where?: Place }) {
  const { t, language } = useLanguage()
  const query = new URLSearchParams({
    ...(what && { what: writeSubject(what) }),
    ...(where && { where: writePlace(where) }),
  })
  return <TextLink to={pathsOf(language).explore(query.toString())}>{t.explore.open}</TextLink>
}
