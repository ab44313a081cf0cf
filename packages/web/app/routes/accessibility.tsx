import { titleMeta } from '../components/page.tsx'
import { TextPage } from '../components/text-page.tsx'
import { languageOf, messagesOf } from '../language.ts'
import type { Route } from './+types/accessibility.ts'

export function meta({ location }: Route.MetaArgs) {
  const { title, lead } = messagesOf(languageOf(location.pathname)).pages.accessibility
  return titleMeta(location.pathname, title, lead)
}

export default function Accessibility() {
  return <TextPage name="accessibility" />
}
