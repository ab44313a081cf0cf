import { Entry } from '../../components/lists.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Badge, Nothing } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { getSite } from '../../context.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { listOwnDatasets } from '../../workspace/api.ts'
import { getPerson, mayDo } from '../../workspace/me.ts'
import type { Route } from './+types/datasets.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const person = getPerson(context)
  const own = person.memberships.map(({ organisation }) => organisation.id)
  const datasets = await listOwnDatasets(getSite(context).fetchApi)
  return {
    may: mayDo(person, 'datasets'),
    items: datasets.filter(({ ownerId }) => own.includes(ownerId)),
  }
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).nav.datasets)
}

export default function OwnDatasets({ loaderData: { items, may } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.workspace
  return (
    <Page
      title={t.nav.datasets}
      lead={words.datasetsLead}
      above={[{ name: words.title, to: paths.workspace() }]}
    >
      {may ? (
        <div className="sp-actions">
          <ActionLink to={paths.newDataset()} purpose="primary">
            {words.newDataset}
          </ActionLink>
        </div>
      ) : null}
      {items.length === 0 ? <Nothing>{words.noneYet}</Nothing> : null}
      <ul className="sp-entries">
        {items.map(({ id, slug, title, description, access }) => (
          <Entry
            key={id}
            level={2}
            to={paths.editDataset(slug)}
            name={title}
            about={description}
            meta={<Badge tone={access === 'open' ? 'success' : 'warning'}>{t.datasets.access[access]}</Badge>}
          />
        ))}
      </ul>
    </Page>
  )
}
