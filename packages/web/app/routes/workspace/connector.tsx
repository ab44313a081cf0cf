import { redirect } from 'react-router'
import { getDataset } from '../../api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm, Refused } from '../../components/form/edit-form.tsx'
import { Line, NumberLine } from '../../components/form/fields.tsx'
import { PressButton } from '../../components/form/press-button.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Facts } from '../../components/table.tsx'
import { Nothing, Paragraph } from '../../components/text.tsx'
import { ConnectorHealth } from '../../components/workspace/connector-health.tsx'
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
import { withDone } from '../../workspace/paths.ts'
import { stampForm } from '../../workspace/revision.server.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readPressed, readValues, textAt } from '../../workspace/values.ts'
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
  const paths = pathsOf(language)
  const values = readValues(form)
  const pressed = readPressed(form)
  const here = (done: string) => redirect(withDone(paths.connector(id), done))
  const what = pressed.kind === 'do' ? pressed.what : 'save'
  const work = async (revision: string | undefined) => {
    switch (what) {
      case 'run':
        await runConnector(fetchApi, id)
        return here('koppeling-gestart')
      case 'pause':
        await changeConnector(fetchApi, id, { paused: true })
        return here('koppeling-gepauzeerd')
      case 'resume':
        await changeConnector(fetchApi, id, { paused: false })
        return here('koppeling-hervat')
      case 'remove':
        await removeConnector(fetchApi, id)
        return redirect(withDone(paths.intake(), 'koppeling-verwijderd'))
      default:
        await changeConnector(fetchApi, id, {
          revision,
          name: textAt(values, 'name'),
          intervalMinutes: readNumber(textAt(values, 'intervalMinutes'), language),
        })
        return here('opgeslagen')
    }
  }
  const read = async () => stampConnector(await getConnector(fetchApi, id))
  return answerForm(values, work, {
    button: what === 'save' ? undefined : what,
    stored: { read, language },
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
  const { name, paused } = connector
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
      <div className="sp-actions">
        {paused ? (
          <PressButton what="resume" values={{}} label={`${words.resume}: ${name}`}>
            {words.resume}
          </PressButton>
        ) : (
          <>
            <PressButton what="run" values={{}} label={`${words.run}: ${name}`}>
              {words.run}
            </PressButton>
            <PressButton what="pause" values={{}} label={`${words.pause}: ${name}`}>
              {words.pause}
            </PressButton>
          </>
        )}
      </div>
      <ConnectorFacts connector={connector} dataset={dataset} />
      <Section title={words.errorTitle}>
        {connector.lastError && connector.lastErrorAt ? (
          <>
            <Paragraph>{connector.lastError[language]}</Paragraph>
            <Nothing>
              {words.errorAt(formatMoment(connector.lastErrorAt, language), connector.failures)}
            </Nothing>
          </>
        ) : (
          <Nothing>{words.noError}</Nothing>
        )}
      </Section>
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
