import { data, redirect } from 'react-router'
import { dateOf } from '../../clock-time.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { DayLine, Line, Lines, NumberLine, Select } from '../../components/form/fields.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Paragraph } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { type Language, languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { explainAmount, readAmount, writeAmount } from '../../workspace/amounts.ts'
import { changeMandate, createMandate, getMandate, listMembers, type Mandate } from '../../workspace/api.ts'
import { getPerson, mayDo, organisationsFor } from '../../workspace/me.ts'
import { orNull } from '../../workspace/numbers.ts'
import { idOfPart } from '../../workspace/parts.server.ts'
import { withDone } from '../../workspace/paths.ts'
import { stampForm } from '../../workspace/revision.server.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { type FormValues, readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/mandate.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const person = getPerson(context)
  const organisations = organisationsFor(person, 'mandates')
  const id = idOfPart(params.id)
  const mandate = id === undefined ? undefined : await getMandate(fetchApi, id)
  const owner = mandate?.organisationId ?? organisations[0]?.id
  if (owner === undefined || !mayDo(person, 'mandates', owner)) throw data(null, { status: 403 })
  const members = mayDo(person, 'organisations', owner) ? await listMembers(fetchApi, owner) : []
  return {
    mandate: mandate ? { id: mandate.id, title: mandate.function, until: mandate.until } : null,
    organisations,
    members: Object.entries(nameMembers(members)).map(([value, label]) => ({ value, label })),
    values: stampMandate(mandate, owner, languageOfRequest(request)),
    today: dateOf(now()),
  }
}

/** The names of members, each once: one person may have several roles. */
const nameMembers = (members: readonly { personId: string; name: string }[]): Record<string, string> =>
  Object.fromEntries(members.map(({ personId, name }) => [personId, name]))

const stampMandate = (mandate: Mandate | undefined, organisationId: string, language: Language) => {
  const filled = fill(mandate, organisationId, language)
  return mandate ? stampForm(filled, mandate.revision) : filled
}

const fill = (mandate: Mandate | undefined, organisationId: string, language: Language): FormValues => ({
  organisationId,
  function: mandate?.function ?? '',
  holderName: mandate?.holderName ?? '',
  holderPersonId: mandate?.holderPersonId ?? '',
  subject: mandate?.subject ?? '',
  field: mandate?.field ?? 'any',
  maximumAmount: writeAmount(mandate?.maximumAmount, language),
  since: mandate?.since ?? '',
  until: mandate?.until ?? '',
  basis: mandate?.basis ?? '',
  basisUrl: mandate?.basisUrl ?? '',
  deputy: {
    personId: mandate?.deputy?.personId ?? '',
    since: mandate?.deputy?.since ?? '',
    until: mandate?.deputy?.until ?? '',
  },
})

export async function action({ request, params, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const values = readValues(form)
  const pressed = readPressed(form)
  const back = pathsOf(language).mandates()
  const id = idOfPart(params.id)
  const save = async (revision: string | undefined) => {
    const text = (name: string) => textAt(values, name)
    if (id !== undefined && pressed.kind === 'do' && pressed.what === 'end') {
      await changeMandate(fetchApi, id, { until: text('until') })
      return redirect(withDone(back, 'beeindigd'))
    }
    const body = {
      function: text('function'),
      holderName: text('holderName'),
      // Who may not see the members does not change whose account it is.
      ...(form.has('holderPersonId') ? { holderPersonId: orNull(text('holderPersonId')) } : {}),
      subject: text('subject'),
      field: text('field'),
      maximumAmount: readAmount(text('maximumAmount'), language),
      since: text('since'),
      // Ending a mandate has a form of its own.
      ...(form.has('until') ? { until: orNull(text('until')) } : {}),
      basis: text('basis'),
      basisUrl: orNull(text('basisUrl')),
      ...(form.has('deputy.personId') ? { deputy: readDeputy(values) } : {}),
    }
    if (id !== undefined) await changeMandate(fetchApi, id, { ...body, revision })
    else await createMandate(fetchApi, { ...body, organisationId: text('organisationId') })
    return redirect(withDone(back, id === undefined ? 'toegevoegd' : 'opgeslagen'))
  }
  const place = explainAmount(values, language)
  if (id === undefined) return answerForm(values, save, { place })
  const read = async () => {
    const mandate = await getMandate(fetchApi, id)
    return stampMandate(mandate, mandate.organisationId, language)
  }
  const nameOwn = async (theirs: FormValues) =>
    nameMembers(await listMembers(fetchApi, textAt(theirs, 'organisationId')))
  const names = async (theirs: FormValues) => ({
    field: messagesOf(language).editing.mandate.areas,
    // Whoever may not see the members has no field for them either.
    holderPersonId: form.has('holderPersonId') ? await nameOwn(theirs) : {},
    'deputy.personId': form.has('deputy.personId') ? await nameOwn(theirs) : {},
  })
  return answerForm(values, save, { place, stored: { read, names, language } })
}

/** Who stands in for the holder; null when nobody does. */
function readDeputy(values: FormValues) {
  const personId = textAt(values, 'deputy.personId')
  if (personId === '') return null
  return { personId, since: textAt(values, 'deputy.since'), until: orNull(textAt(values, 'deputy.until')) }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const { editing } = messagesOf(languageOf(location.pathname))
  return titleMeta(location.pathname, loaderData?.mandate?.title ?? editing.mandate.newTitle)
}

export default function EditMandate({ loaderData, actionData }: Route.ComponentProps) {
  const { mandate, organisations, members, values, today } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.mandate
  const sent = actionData?.values
  const canEnd = mandate?.until === null
  const ending = sent !== undefined && Object.keys(sent).join() === 'until'
  return (
    <Page
      title={mandate ? words.editTitle : words.newTitle}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.workspace.nav.mandates, to: paths.mandates() },
      ]}
    >
      <EditForm state={!ending && actionData ? actionData : { values, mistakes: [] }} fields={words.fields}>
        {!mandate && organisations.length > 1 ? (
          <Select
            name="organisationId"
            options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : (
          <input type="hidden" name="organisationId" value={String(values.organisationId)} />
        )}
        <Line name="function" />
        <Line name="holderName" />
        {members.length > 0 ? (
          <Select name="holderPersonId" options={members} empty={words.someone} optional />
        ) : null}
        <Lines name="subject" rows={2} />
        <Select
          name="field"
          options={Object.entries(words.areas).map(([value, label]) => ({ value, label }))}
        />
        <NumberLine name="maximumAmount" optional />
        <div className="sp-pair">
          <DayLine name="since" />
          {canEnd ? null : <DayLine name="until" optional />}
        </div>
        {members.length > 0 ? (
          <>
            <Select name="deputy.personId" options={members} empty={t.site.none} optional />
            <div className="sp-pair">
              <DayLine name="deputy.since" optional />
              <DayLine name="deputy.until" optional />
            </div>
          </>
        ) : null}
        <Line name="basis" />
        <Line name="basisUrl" type="url" optional />
        <Actions>
          <Do>{t.editing.save}</Do>
        </Actions>
      </EditForm>
      {canEnd ? (
        <Section title={words.endTitle}>
          <Paragraph>{words.endText}</Paragraph>
          <EditForm
            state={ending && actionData ? actionData : { values: { until: today }, mistakes: [] }}
            fields={words.endFields}
          >
            <DayLine name="until" />
            <Actions>
              <Do what="end" purpose="secondary" danger>
                {words.end}
              </Do>
            </Actions>
          </EditForm>
        </Section>
      ) : null}
    </Page>
  )
}
