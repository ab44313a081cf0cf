import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Line, Lines, Select } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { OwnerField } from '../../components/workspace/owner-field.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { createAgreement, listAllAlliances } from '../../workspace/agreements-api.ts'
import { listOwnChallenges } from '../../workspace/api.ts'
import { getPerson, organisationsFor } from '../../workspace/me.ts'
import { orNull } from '../../workspace/numbers.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readOwner, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/new-agreement.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const { searchParams } = new URL(request.url)
  const [challenges, all] = await Promise.all([listOwnChallenges(fetchApi), listAllAlliances(fetchApi)])
  const challengeId = searchParams.get('opgave') ?? ''
  const titles = new Map(challenges.map(({ id, title }) => [id, title]))
  const { allianceOf } = messagesOf(languageOfRequest(request)).editing.agreement
  const alliances = challengeId === '' ? all : all.filter((alliance) => alliance.challengeId === challengeId)
  return {
    organisations: organisationsFor(getPerson(context), 'agreements'),
    challenges: challenges.map(({ id, title }) => ({ value: id, label: title })),
    alliances: alliances.map((alliance) => ({
      value: alliance.id,
      label: allianceOf(alliance.title, titles.get(alliance.challengeId) ?? ''),
    })),
    values: { challengeId, allianceId: searchParams.get('alliantie') ?? '' },
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  return answerForm(values, async () => {
    const { slug } = await createAgreement(getSite(context).fetchApi, {
      title: textAt(values, 'title'),
      why: textAt(values, 'why'),
      challengeId: textAt(values, 'challengeId'),
      allianceId: orNull(textAt(values, 'allianceId')),
      ...readOwner(values),
    })
    return redirect(withDone(pathsOf(languageOfRequest(request)).editAgreement(slug), 'gemaakt'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).editing.agreement.newTitle)
}

export default function NewAgreement({ loaderData, actionData }: Route.ComponentProps) {
  const { organisations, challenges, alliances, values } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.agreement
  return (
    <Page
      title={words.newTitle}
      lead={words.newLead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.nav.agreements, to: paths.ownAgreements() },
      ]}
    >
      <EditForm state={actionData ?? { values, mistakes: [] }} fields={words.fields}>
        <Line name="title" />
        <OwnerField organisations={organisations} />
        <Select name="challengeId" options={challenges} empty={t.forms.choose} />
        {alliances.length > 0 ? (
          <Select name="allianceId" options={alliances} empty={words.noAlliance} optional />
        ) : null}
        <Lines name="why" neededFor={words.neededToOffer} rows={3} />
        <Actions>
          <Do>{t.editing.create}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
