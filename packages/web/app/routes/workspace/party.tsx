import { data, redirect } from 'react-router'
import { type ChallengeParty, getChallenge, type Mistake } from '../../api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Lines, Select } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { GonePart } from '../../components/workspace/gone-part.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { listOrganisations, removeParty, saveParty } from '../../workspace/api.ts'
import { findPart, idOfPart, isGone } from '../../workspace/parts.server.ts'
import { withDone } from '../../workspace/paths.ts'
import { stampForm } from '../../workspace/revision.server.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { type FormValues, readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/party.ts'

const ROLES: ChallengeParty['role'][] = ['lead', 'partner', 'advisor', 'affected']

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const challenge = await getChallenge(fetchApi, params.slug)
  const known = identify(challenge.parties)
  const party = findPart(known, params.id)
  const organisations = party ? [] : await listOrganisations(fetchApi)
  const gone = isGone(party, params.id)
  const page = {
    challenge: { slug: challenge.slug, title: challenge.title },
    party: party ?? null,
    organisations: organisations
      .filter(({ id }) => !known.some((each) => each.id === id))
      .map(({ id, name }) => ({ value: id, label: name })),
    values: stampParty(party),
    gone,
  }
  return data(page, { status: gone ? 404 : 200 })
}

const identify = (parties: ChallengeParty[]) =>
  parties.map((party) => ({ ...party, id: party.organisationId }))

const stampParty = (party: ChallengeParty | undefined): FormValues =>
  party ? stampForm(fill(party), party.revision) : fill(party)

const fill = (party: ChallengeParty | undefined): FormValues => ({
  organisationId: party?.organisationId ?? '',
  role: party?.role ?? 'partner',
  contribution: party?.contribution ?? '',
})

export async function action({ request, params: { slug, id }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const values = readValues(form)
  const pressed = readPressed(form)
  const language = languageOfRequest(request)
  const back = pathsOf(language).editChallenge(slug)
  const save = async (revision: string | undefined) => {
    if (pressed.kind === 'do' && pressed.what === 'delete') {
      await removeParty(fetchApi, slug, id)
      return redirect(withDone(back, 'verwijderd'))
    }
    await saveParty(fetchApi, slug, idOfPart(id) ?? textAt(values, 'organisationId'), {
      // An empty one says that there is none yet: an organisation that another added meanwhile is not overwritten.
      revision: revision ?? '',
      role: textAt(values, 'role'),
      contribution: textAt(values, 'contribution'),
    })
    return redirect(withDone(back, idOfPart(id) === undefined ? 'toegevoegd' : 'opgeslagen'))
  }
  const read = async () => {
    const party = findPart(identify((await getChallenge(fetchApi, slug)).parties), id)
    return party && stampParty(party)
  }
  const names = { role: messagesOf(language).partyRoles }
  if (idOfPart(id) === undefined) {
    const { already } = messagesOf(language).editing.party
    const place = (mistake: Mistake) =>
      mistake.pointer === '/revision' ? { ...mistake, pointer: '/organisationId', detail: already } : mistake
    return answerForm(values, save, { place })
  }
  return answerForm(values, save, { stored: { read, names, language } })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).challenges.partiesTitle)
}

export default function EditParty({ loaderData, actionData }: Route.ComponentProps) {
  const { challenge, party, organisations, values, gone } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.party
  if (gone && !actionData) return <GonePart challenge={challenge} />
  const isAgain = gone || actionData?.isGone
  return (
    <Page
      title={party ? `${words.editTitle}: ${party.name}` : words.newTitle}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: challenge.title, to: paths.editChallenge(challenge.slug) },
      ]}
    >
      <EditForm state={actionData ?? { values, mistakes: [] }} fields={words.fields}>
        {party || isAgain ? null : (
          <Select name="organisationId" options={organisations} empty={t.forms.choose} />
        )}
        <Select name="role" options={ROLES.map((role) => ({ value: role, label: t.partyRoles[role] }))} />
        <Lines name="contribution" optional />
        <Actions>
          <Do>{party && !isAgain ? t.editing.save : words.saveNew}</Do>
          {party && !isAgain ? (
            <Do what="delete" purpose="secondary" danger>
              {words.remove}
            </Do>
          ) : null}
        </Actions>
      </EditForm>
    </Page>
  )
}
