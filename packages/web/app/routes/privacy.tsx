import { titleMeta } from '../components/page.tsx'
import { TextPage } from '../components/text-page.tsx'
import { languageOf, messagesOf } from '../language.ts'
import type { Route } from './+types/privacy.ts'

export function meta({ location }: Route.MetaArgs) {
  const { title, lead } = messagesOf(languageOf(location.pathname)).pages.privacy
  return titleMeta(location.pathname, title, lead)
}

export default function Privacy() {
  return <TextPage name="privacy" />
}
