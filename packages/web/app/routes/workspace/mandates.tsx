import { dateOf } from '../../clock-time.ts'
import { Page, titleMeta } from '../../components/page.tsx'
import { Table } from '../../components/table.tsx'
import { Nothing, TextLink } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { getSite } from '../../context.ts'
import { formatDay, formatEuro } from '../../format.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { listMandates } from '../../workspace/api.ts'
import { getPerson, mayDo, organisationsFor } from '../../workspace/me.ts'
import type { Route } from './+types/mandates.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const person = getPerson(context)
  const own = organisationsFor(person, 'mandates').map(({ id }) => id)
  const lists = await Promise.all(own.map((id) => listMandates(fetchApi, id)))
  const today = dateOf(now())
  const items = lists
    .flat()
    .map((mandate) => ({ ...mandate, ended: mandate.until !== null && mandate.until < today }))
  return { items, may: mayDo(person, 'mandates') }
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).workspace.nav.mandates)
}

export default function Mandates({ loaderData: { items, may } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.mandate
  const { columns } = words
  const day = (date: string | null) => (date === null ? null : formatDay(date, language))
  return (
    <Page
      title={t.workspace.nav.mandates}
      lead={t.workspace.mandatesLead}
      above={[{ name: t.workspace.title, to: paths.workspace() }]}
    >
      {may ? (
        <div className="sp-actions">
          <ActionLink to={paths.newMandate()} purpose="primary">
            {t.workspace.newMandate}
          </ActionLink>
        </div>
      ) : null}
      {items.length === 0 ? (
        <Nothing>{t.workspace.noneYet}</Nothing>
      ) : (
        <Table
          caption={t.workspace.nav.mandates}
          hideCaption
          columns={[
            { title: columns.function },
            { title: columns.holder },
            { title: columns.field },
            { title: columns.maximum, numeric: true },
            { title: columns.period },
            { title: columns.basis },
          ]}
          rows={items.map((mandate) => ({
            key: mandate.id,
            cells: [
              <TextLink key="name" to={paths.editMandate(mandate.id)}>
                {mandate.function}
              </TextLink>,
              mandate.holderName,
              words.areas[mandate.field as keyof typeof words.areas] ?? mandate.field,
              mandate.maximumAmount === null
                ? t.editing.decision.noMaximum
                : formatEuro(mandate.maximumAmount, language),
              `${words.validFrom(formatDay(mandate.since, language), day(mandate.until))}${mandate.ended ? ` (${t.workspace.ended})` : ''}`,
              mandate.basis,
            ],
          }))}
        />
      )}
    </Page>
  )
}
