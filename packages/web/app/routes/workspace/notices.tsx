import { Page, titleMeta } from '../../components/page.tsx'
import { Table } from '../../components/table.tsx'
import { Nothing, TextLink } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { getSite } from '../../context.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { listNotices } from '../../my/api.ts'
import { showPurpose } from '../../my-data/show-value.ts'
import { pathsOf } from '../../paths.ts'
import { listOwnDatasets } from '../../workspace/api.ts'
import { getPerson, mayDo } from '../../workspace/me.ts'
import type { Route } from './+types/notices.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const person = getPerson(context)
  const own = new Set(person.memberships.map(({ organisation }) => organisation.id))
  const [notices, datasets] = await Promise.all([listNotices(fetchApi), listOwnDatasets(fetchApi)])
  const titles = new Map(datasets.map(({ id, title }) => [id, title]))
  return {
    items: notices
      .filter(({ ownerId }) => own.has(ownerId))
      .map((notice) => ({ ...notice, dataset: titles.get(notice.datasetId) ?? '' })),
    may: mayDo(person, 'notices'),
  }
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).consent.office.title)
}

export default function Notices({ loaderData: { items, may } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.consent.office
  const { columns } = words
  return (
    <Page title={words.title} lead={words.lead} above={[{ name: t.workspace.title, to: paths.workspace() }]}>
      {may ? (
        <div className="sp-actions">
          <ActionLink to={paths.newNotice()} purpose="primary">
            {words.add}
          </ActionLink>
        </div>
      ) : null}
      {items.length === 0 ? (
        <Nothing>{words.none}</Nothing>
      ) : (
        <Table
          caption={words.title}
          hideCaption
          columns={[
            { title: columns.title },
            { title: columns.dataset },
            { title: columns.purpose },
            { title: columns.state },
            { title: columns.version, numeric: true },
          ]}
          rows={items.map((notice) => ({
            key: notice.id,
            cells: [
              <TextLink key="title" to={paths.editNotice(notice.id)}>
                {notice.title[language] || notice.title.nl}
              </TextLink>,
              notice.dataset,
              showPurpose(notice.purpose, language),
              words.states[notice.state],
              notice.version,
            ],
          }))}
        />
      )}
    </Page>
  )
}
