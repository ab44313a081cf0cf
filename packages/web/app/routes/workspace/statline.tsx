import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm, Refused } from '../../components/form/edit-form.tsx'
import { Line, NumberLine } from '../../components/form/fields.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Facts } from '../../components/table.tsx'
import { Nothing, Paragraph } from '../../components/text.tsx'
import { ConnectorHealth } from '../../components/workspace/connector-health.tsx'
import { LastError, PullButtons } from '../../components/workspace/pulled.tsx'
import { RemoveSection } from '../../components/workspace/remove-section.tsx'
import { getSite } from '../../context.ts'
import { formatMoment, formatNumber } from '../../format.ts'
import { languageOfRequest, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import {
  type AreaImport,
  changeStatLineTable,
  getAreaImport,
  getStatLineTable,
  removeStatLineTable,
  runStatLineTable,
  type StatLineTable,
} from '../../workspace/intake-api.ts'
import { readNumber } from '../../workspace/numbers.ts'
import { answerPulled } from '../../workspace/pulled.server.ts'
import { stampForm } from '../../workspace/revision.server.ts'
import { readForm } from '../../workspace/session.server.ts'
import { writeCategories, writeMeasures } from '../../workspace/statline-form.ts'
import { textAt } from '../../workspace/values.ts'
import type { Route } from './+types/statline.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const table = await getStatLineTable(fetchApi, params.id)
  const stored = table.lastImportId === null ? null : await getAreaImport(fetchApi, table.lastImportId)
  return { table, stored, values: stampTable(table) }
}

const stampTable = ({ name, everyDays, revision }: StatLineTable) =>
  stampForm({ name, everyDays: String(everyDays) }, revision)

export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const page = { path: pathsOf(language).statLineTable(id), kind: 'tabel', language } as const
  return answerPulled(form, page, {
    run: () => runStatLineTable(fetchApi, id),
    remove: () => removeStatLineTable(fetchApi, id),
    setPaused: (paused) => changeStatLineTable(fetchApi, id, { paused }),
    change: (values, revision) =>
      changeStatLineTable(fetchApi, id, {
        revision,
        name: textAt(values, 'name'),
        everyDays: readNumber(textAt(values, 'everyDays'), language),
      }),
    read: async () => stampTable(await getStatLineTable(fetchApi, id)),
  })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  return loaderData ? titleMeta(location.pathname, loaderData.table.name) : []
}

export default function StatLineTablePage({ loaderData, actionData }: Route.ComponentProps) {
  const { table, stored, values } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const { connectors, statLine: words } = t.intake
  return (
    <Page
      title={table.name}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.intake.title, to: paths.intake() },
      ]}
      kicker={<ConnectorHealth health={table.health} />}
    >
      <Refused answer={actionData} />
      <PullButtons name={table.name} paused={table.paused} />
      <TableFacts table={table} />
      <Section title={words.resultTitle}>
        {stored ? <Result stored={stored} /> : <Nothing>{words.noResult}</Nothing>}
      </Section>
      <LastError {...table} />
      <Section title={connectors.changeTitle}>
        <EditForm
          key={table.updatedAt}
          state={answerToForm(actionData) ?? { values, mistakes: [] }}
          fields={words.fields}
        >
          <Line name="name" />
          <NumberLine name="everyDays" />
          <Actions>
            <Do>{t.editing.save}</Do>
          </Actions>
        </EditForm>
      </Section>
      <RemoveSection title={connectors.removeTitle} text={words.removeText} remove={words.remove} />
    </Page>
  )
}

function TableFacts({ table }: { table: StatLineTable }) {
  const { t, language } = useLanguage()
  const { connectors, statLine: words } = t.intake
  const { settings } = table
  const moment = (text: string | null) => (text ? formatMoment(text, language) : connectors.never)
  const measures = writeMeasures(settings)
  const categories = writeCategories(settings)
  return (
    <Facts
      items={[
        [words.facts.table, settings.table],
        [words.facts.service, words.services[settings.service]],
        [words.facts.municipalities, settings.municipalities.join(', ')],
        [words.facts.year, settings.year === null ? words.everyYear : String(settings.year)],
        [words.facts.measures, measures.length === 0 ? words.keyFigures : measures.join('; ')],
        ...(categories.length === 0
          ? []
          : [[words.facts.categories, categories.join('; ')] as [string, string]]),
        [words.facts.every, words.every(table.everyDays)],
        [words.facts.lastRun, moment(table.lastRunAt)],
        [words.facts.lastSuccess, moment(table.lastSuccessAt)],
        [words.facts.next, table.nextRunAt ? moment(table.nextRunAt) : connectors.health.paused],
      ]}
    />
  )
}

function Result({ stored }: { stored: AreaImport }) {
  const { t, language } = useLanguage()
  const words = t.intake.statLine
  const number = (count: number) => formatNumber(count, language)
  const { created, changed, unchanged, withoutValue = 0, refused } = stored
  return (
    <>
      <Paragraph>{words.result(number(created), number(changed), number(unchanged))}</Paragraph>
      {withoutValue > 0 ? <Paragraph>{words.withoutValue(number(withoutValue))}</Paragraph> : null}
      {refused.length > 0 ? (
        <ul className="sp-list">
          {refused.map(({ reason, title, count, examples }) => (
            <li key={reason}>
              {words.refused(number(count), title[language])}: {examples[0]?.message[language]}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
