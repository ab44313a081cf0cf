import { useRouteLoaderData } from 'react-router'
import type { Actor } from '../api.ts'
import { type Language, useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import type { loader } from '../root.tsx'
import { Paragraph, TextLink } from './text.tsx'

/** The chosen purpose in words; undefined when none was chosen. */
export function nameOfPurpose(
  { purpose, purposeName }: Pick<Actor, 'purpose' | 'purposeName'>,
  language: Language,
  ended: string,
): string | undefined {
  return purpose === undefined ? undefined : (purposeName?.[language] ?? ended)
}

/** On a page with data: for what somebody who is signed in looks at it, when they chose that. */
export function ForPurpose() {
  const { t, language } = useLanguage()
  const site = useRouteLoaderData<typeof loader>('root')
  const name = nameOfPurpose(site?.me ?? {}, language, t.purpose.ended)
  if (name === undefined) return null
  return (
    <Paragraph>
      {t.purpose.forPurpose(name)} <TextLink to={pathsOf(language).purpose()}>{t.purpose.change}</TextLink>
    </Paragraph>
  )
}

/** For an official who sees no data and chose no purpose: where to choose one. */
export function ChoosePurposeLink() {
  const { t, language } = useLanguage()
  const site = useRouteLoaderData<typeof loader>('root')
  if (!site?.me || site.me.purpose !== undefined || site.me.memberships.length === 0) return null
  return <TextLink to={pathsOf(language).purpose()}>{t.purpose.change}</TextLink>
}
