import { listDecisions } from '../api.ts'
import { DecisionEntries, NextPage } from '../components/lists.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { Nothing } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { startOf } from '../paths.ts'
import type { Route } from './+types/decisions.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  return listDecisions(getSite(context).fetchApi, startOf(request))
}

export function meta({ location }: Route.MetaArgs) {
  const t = messagesOf(languageOf(location.pathname))
  return titleMeta(location.pathname, t.decisions.title, t.decisions.lead)
}

export default function Decisions({ loaderData: { items, next } }: Route.ComponentProps) {
  const { t } = useLanguage()
  return (
    <Page title={t.decisions.title} lead={t.decisions.lead}>
      {items.length > 0 ? <DecisionEntries items={items} level={2} /> : <Nothing>{t.decisions.none}</Nothing>}
      <NextPage next={next} />
    </Page>
  )
}
