import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm } from '../../components/form/edit-form.tsx'
import { Lines, NumberLine, Radios } from '../../components/form/fields.tsx'
import { Section, titleMeta } from '../../components/page.tsx'
import { Table } from '../../components/table.tsx'
import { Paragraph } from '../../components/text.tsx'
import { OrganisationPage } from '../../components/workspace/organisation-page.tsx'
import { getSite } from '../../context.ts'
import { formatDay } from '../../format.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { listSignalTerms, setSignalTerm } from '../../signals-api.ts'
import { getOrganisation } from '../../workspace/api.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/signal-terms.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [{ id, name }, terms] = await Promise.all([
    getOrganisation(fetchApi, params.id),
    listSignalTerms(fetchApi, params.id),
  ])
  return { organisation: { id, name }, terms }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  return answerForm(values, async () => {
    const days = textAt(values, 'days').trim()
    await setSignalTerm(getSite(context).fetchApi, params.id, textAt(values, 'kind'), {
      // What is no number goes as it was typed: the answer says what is asked.
      days: /^\d+$/.test(days) ? Number(days) : days,
      reason: textAt(values, 'reason'),
    })
    return redirect(withDone(pathsOf(languageOfRequest(request)).signalTerms(params.id), 'opgeslagen'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).signalTerms.title)
}

export default function SignalTerms({
  loaderData: { organisation, terms },
  actionData,
}: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const words = t.signalTerms
  const [first] = terms
  const start = { kind: first?.kind ?? '', days: '', reason: '' }
  return (
    <OrganisationPage organisation={organisation} title={words.title} lead={words.lead}>
      <Table
        caption={words.title}
        hideCaption
        columns={[{ title: t.signalKinds.kind }, { title: words.days, numeric: true }, { title: words.why }]}
        rows={terms.map(({ kind, days, reason, role, setAt }) => ({
          key: kind,
          cells: [
            t.signalKinds.names[kind],
            words.dayCount(days),
            reason === null || role === null || setAt === null
              ? words.usual
              : words.chosen(formatDay(setAt, language), t.workspace.roles[role].toLowerCase(), reason),
          ],
        }))}
      />
      <Section title={words.changeTitle}>
        <Paragraph>{words.changeText}</Paragraph>
        <EditForm state={answerToForm(actionData) ?? { values: start, mistakes: [] }} fields={words.fields}>
          <Radios
            name="kind"
            options={terms.map(({ kind }) => ({ value: kind, label: t.signalKinds.names[kind] }))}
          />
          <NumberLine name="days" />
          <Lines name="reason" rows={3} />
          <Actions>
            <Do>{words.button}</Do>
          </Actions>
        </EditForm>
      </Section>
    </OrganisationPage>
  )
}
