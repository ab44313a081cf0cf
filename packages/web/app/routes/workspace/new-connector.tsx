import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { DayLine, Line, Lines, NumberLine, Select } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { TextLink } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { type FieldKind, KIND_FIELDS, readKind, readSettings } from '../../workspace/connector-form.ts'
import { listWritableDatasets } from '../../workspace/dataset-choices.server.ts'
import { createConnector } from '../../workspace/intake-api.ts'
import { explainUnclear, readNumber } from '../../workspace/numbers.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/new-connector.ts'

const kindOf = (request: Request) => readKind(new URL(request.url).searchParams.get('soort'))

export async function loader({ request, context }: Route.LoaderArgs) {
  return { kind: kindOf(request), datasets: await listWritableDatasets(context) }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const language = languageOfRequest(request)
  const values = readValues(form)
  return answerForm(
    values,
    async () => {
      const made = await createConnector(getSite(context).fetchApi, {
        dataset: textAt(values, 'dataset'),
        name: textAt(values, 'name'),
        intervalMinutes: readNumber(textAt(values, 'intervalMinutes'), language),
        settings: readSettings(kindOf(request) ?? 'sensorthings', values, language),
      })
      return redirect(withDone(pathsOf(language).connector(made.id), 'koppeling-gemaakt'))
    },
    { place: explainUnclear(values, language, (field) => field.startsWith('settings.')) },
  )
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).intake.connectors.newTitle)
}

export default function NewConnector({ loaderData: { kind, datasets }, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.intake.connectors
  const kinds = Object.entries(words.kinds)
  const usual = { intervalMinutes: '60', settings: { period: 'hour' } }
  return (
    <Page
      title={words.newTitle}
      lead={kind ? words.kinds[kind] : words.newLead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.intake.title, to: paths.intake() },
        ...(kind ? [{ name: words.newTitle, to: paths.newConnector() }] : []),
      ]}
    >
      {kind ? (
        <EditForm state={actionData ?? { values: usual, mistakes: [] }} fields={words.fields}>
          <Line name="name" />
          <Select name="dataset" options={datasets} />
          {Object.entries(KIND_FIELDS[kind]).map(([name, field]) => (
            <SettingsField key={name} name={`settings.${name}`} field={field} />
          ))}
          <NumberLine name="intervalMinutes" />
          <Actions>
            <Do>{words.create}</Do>
          </Actions>
        </EditForm>
      ) : (
        <ul className="sp-list">
          {kinds.map(([each, name]) => (
            <li key={each}>
              <TextLink to={paths.newConnector(each)}>{name}</TextLink>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}

function SettingsField({ name, field }: { name: string; field: FieldKind }) {
  const { t } = useLanguage()
  const periods = Object.entries(t.intake.connectors.periods).map(([value, label]) => ({ value, label }))
  switch (field) {
    case 'address':
      return <Line name={name} type="url" />
    case 'text':
      return <Line name={name} optional />
    case 'number':
      return <NumberLine name={name} />
    case 'names':
    case 'numbers':
      return <Lines name={name} rows={3} />
    case 'choice':
      return <Select name={name} options={periods} />
    case 'day':
      return <DayLine name={name} />
  }
}
