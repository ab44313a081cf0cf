import { getDataset } from '../../api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm, Refused } from '../../components/form/edit-form.tsx'
import { Line, NumberLine } from '../../components/form/fields.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Facts } from '../../components/table.tsx'
import { ConnectorHealth } from '../../components/workspace/connector-health.tsx'
import { LastError, PullButtons } from '../../components/workspace/pulled.tsx'
import { RemoveSection } from '../../components/workspace/remove-section.tsx'
import { getSite } from '../../context.ts'
import { formatMoment, formatNumber } from '../../format.ts'
import { languageOfRequest, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { describeSettings } from '../../workspace/connector-form.ts'
import {
  type Connector,
  changeConnector,
  getConnector,
  removeConnector,
  runConnector,
} from '../../workspace/intake-api.ts'
import { readNumber } from '../../workspace/numbers.ts'
import { answerPulled } from '../../workspace/pulled.server.ts'
import { stampForm } from '../../workspace/revision.server.ts'
import { readForm } from '../../workspace/session.server.ts'
import { textAt } from '../../workspace/values.ts'
import type { Route } from './+types/connector.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const connector = await getConnector(fetchApi, params.id)
  const dataset = await getDataset(fetchApi, connector.datasetId).catch(() => null)
  return { connector, values: stampConnector(connector), dataset: dataset?.title ?? null }
}

const stampConnector = ({ name, intervalMinutes, revision }: Connector) =>
  stampForm({ name, intervalMinutes: String(intervalMinutes) }, revision)

export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const page = { path: pathsOf(language).connector(id), kind: 'koppeling', language } as const
  return answerPulled(form, page, {
    run: () => runConnector(fetchApi, id),
    remove: () => removeConnector(fetchApi, id),
    setPaused: (paused) => changeConnector(fetchApi, id, { paused }),
    change: (values, revision) =>
      changeConnector(fetchApi, id, {
        revision,
        name: textAt(values, 'name'),
        intervalMinutes: readNumber(textAt(values, 'intervalMinutes'), language),
      }),
    read: async () => stampConnector(await getConnector(fetchApi, id)),
  })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  return loaderData ? titleMeta(location.pathname, loaderData.connector.name) : []
}

export default function ConnectorPage({ loaderData, actionData }: Route.ComponentProps) {
  const { connector, values, dataset } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.intake.connectors
  const { name } = connector
  return (
    <Page
      title={name}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.intake.title, to: paths.intake() },
      ]}
      kicker={<ConnectorHealth health={connector.health} />}
    >
      <Refused answer={actionData} />
      <PullButtons name={name} paused={connector.paused} />
      <ConnectorFacts connector={connector} dataset={dataset} />
      <LastError {...connector} />
      <Section title={words.changeTitle}>
        <EditForm
          key={connector.updatedAt}
          state={answerToForm(actionData) ?? { values, mistakes: [] }}
          fields={words.fields}
        >
          <Line name="name" />
          <NumberLine name="intervalMinutes" />
          <Actions>
            <Do>{t.editing.save}</Do>
          </Actions>
        </EditForm>
      </Section>
      <RemoveSection title={words.removeTitle} text={words.removeText} remove={words.remove} />
    </Page>
  )
}

function ConnectorFacts({ connector, dataset }: { connector: Connector; dataset: string | null }) {
  const { t, language } = useLanguage()
  const words = t.intake.connectors
  const moment = (text: string | null) => (text ? formatMoment(text, language) : words.never)
  return (
    <Facts
      items={[
        [words.facts.kind, words.kinds[connector.settings.kind]],
        ...describeSettings(connector.settings, language),
        [words.facts.dataset, dataset ?? t.site.unknown],
        [words.facts.every, words.every(connector.intervalMinutes)],
        [words.facts.lastRun, moment(connector.lastRunAt)],
        [words.facts.lastSuccess, moment(connector.lastSuccessAt)],
        [words.facts.next, connector.nextRunAt ? moment(connector.nextRunAt) : words.health.paused],
        [words.facts.rows, formatNumber(connector.rows, language)],
        [words.facts.refused, formatNumber(connector.refused, language)],
      ]}
    />
  )
}
