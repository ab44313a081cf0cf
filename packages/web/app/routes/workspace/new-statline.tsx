import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Line, Lines, NumberLine, Select } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { OwnerField } from '../../components/workspace/owner-field.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { createStatLineTable } from '../../workspace/intake-api.ts'
import { getPerson, organisationsFor } from '../../workspace/me.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { placeAtList, readStatLine, SERVICES } from '../../workspace/statline-form.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues } from '../../workspace/values.ts'
import type { Route } from './+types/new-statline.ts'

export function loader({ context }: Route.LoaderArgs) {
  return { organisations: organisationsFor(getPerson(context), 'areas') }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const language = languageOfRequest(request)
  const values = readValues(form)
  return answerForm(
    values,
    async () => {
      const made = await createStatLineTable(getSite(context).fetchApi, readStatLine(values, language))
      return redirect(withDone(pathsOf(language).statLineTable(made.id), 'tabel-gemaakt'))
    },
    { place: placeAtList },
  )
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).intake.statLine.newTitle)
}

export default function NewStatLineTable({
  loaderData: { organisations },
  actionData,
}: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.intake.statLine
  const usual = { service: SERVICES[0], everyDays: '30' }
  return (
    <Page
      title={words.newTitle}
      lead={words.newLead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.intake.title, to: paths.intake() },
      ]}
    >
      <EditForm state={actionData ?? { values: usual, mistakes: [] }} fields={words.fields}>
        <Line name="name" />
        <OwnerField organisations={organisations} />
        <Line name="table" spellCheck={false} />
        <Select name="service" options={SERVICES.map((value) => ({ value, label: words.services[value] }))} />
        <Lines name="municipalities" rows={2} />
        <Line name="year" optional />
        <Lines name="measures" rows={3} optional />
        <Lines name="categories" rows={2} optional />
        <NumberLine name="everyDays" />
        <Actions>
          <Do>{words.create}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
