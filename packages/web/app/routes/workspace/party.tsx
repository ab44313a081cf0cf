import { redirect } from 'react-router'
import { type ChallengeParty, getChallenge } from '../../api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Lines, Select } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { listOrganisations, removeParty, saveParty } from '../../workspace/api.ts'
import { findPart, idOfPart } from '../../workspace/parts.server.ts'
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
  return {
    challenge: { slug: challenge.slug, title: challenge.title },
    party: party ?? null,
    organisations: organisations
      .filter(({ id }) => !known.some((each) => each.id === id))
      .map(({ id, name }) => ({ value: id, label: name })),
    values: stampParty(party),
  }
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
      revision,
      role: textAt(values, 'role'),
      contribution: textAt(values, 'contribution'),
    })
    return redirect(withDone(back, idOfPart(id) === undefined ? 'toegevoegd' : 'opgeslagen'))
  }
  const read = async () => stampParty(findPart(identify((await getChallenge(fetchApi, slug)).parties), id))
  const names = { role: messagesOf(language).partyRoles }
  return answerForm(values, save, { stored: { read, names, language } })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).challenges.partiesTitle)
}

export default function EditParty({ loaderData, actionData }: Route.ComponentProps) {
  const { challenge, party, organisations, values } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.party
  return (
    <Page
      title={party ? `${words.editTitle}: ${party.name}` : words.newTitle}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: challenge.title, to: paths.editChallenge(challenge.slug) },
      ]}
    >
      <EditForm state={actionData ?? { values, mistakes: [] }} fields={words.fields}>
        {party ? null : <Select name="organisationId" options={organisations} empty={t.forms.choose} />}
        <Select name="role" options={ROLES.map((role) => ({ value: role, label: t.partyRoles[role] }))} />
        <Lines name="contribution" optional />
        <Actions>
          <Do>{party ? t.editing.save : words.saveNew}</Do>
          {party ? (
            <Do what="delete" purpose="secondary" danger>
              {words.remove}
            </Do>
          ) : null}
        </Actions>
      </EditForm>
    </Page>
  )
}
