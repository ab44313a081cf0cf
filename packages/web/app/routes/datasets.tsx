import { listDatasets } from '../api.ts'
import { Entry, NextPage } from '../components/lists.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { Badge, Nothing } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { pathsOf, startOf } from '../paths.ts'
import type { Route } from './+types/datasets.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  return listDatasets(getSite(context).fetchApi, startOf(request))
}

export function meta({ location }: Route.MetaArgs) {
  const t = messagesOf(languageOf(location.pathname))
  return titleMeta(location.pathname, t.datasets.title, t.datasets.lead)
}

export default function Datasets({ loaderData: { items, next } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  return (
    <Page title={t.datasets.title} lead={t.datasets.lead}>
      {items.length === 0 ? <Nothing>{t.datasets.none}</Nothing> : null}
      <ul className="sp-entries">
        {items.map(({ id, slug, title, description, access, ownerName }) => (
          <Entry
            key={id}
            to={pathsOf(language).dataset(slug)}
            name={title}
            about={description}
            level={2}
            meta={
              <>
                <Badge tone={access === 'open' ? 'success' : 'warning'}>{t.datasets.access[access]}</Badge>{' '}
                {ownerName}
              </>
            }
          />
        ))}
      </ul>
      <NextPage next={next} />
    </Page>
  )
}
