import { randomUUID } from 'node:crypto'
import { data, redirect } from 'react-router'
import { type AllianceMember, getChallenge, type Mistake } from '../../api.ts'
import { dateOf } from '../../clock-time.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm, Refused } from '../../components/form/edit-form.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Paragraph } from '../../components/text.tsx'
import { GonePart } from '../../components/workspace/gone-part.tsx'
import { MemberFields } from '../../components/workspace/member-fields.tsx'
import { RemoveSection } from '../../components/workspace/remove-section.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { getAlliance, removeMember, saveMember } from '../../workspace/agreements-api.ts'
import { listOrganisations } from '../../workspace/api.ts'
import { getPerson, mayDo } from '../../workspace/me.ts'
import { blankMemberRow, fillMember, readMember, tidyMember } from '../../workspace/member-form.ts'
import { namesOf } from '../../workspace/merge-forms.server.ts'
import { findPart, idOfPart, isGone } from '../../workspace/parts.server.ts'
import { withDone } from '../../workspace/paths.ts'
import { stampForm } from '../../workspace/revision.server.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm, sameForm } from '../../workspace/submission.server.ts'
import {
  type FormValues,
  fieldOf,
  pressRows,
  readPressed,
  readValues,
  textAt,
} from '../../workspace/values.ts'
import type { Route } from './+types/alliance-member.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const [challenge, alliance] = await Promise.all([
    getChallenge(fetchApi, params.slug),
    getAlliance(fetchApi, params.alliance),
  ])
  const member = findPart(alliance.members, params.id)
  const isNew = idOfPart(params.id) === undefined
  const organisations = isNew ? await listOrganisations(fetchApi) : undefined
  const gone = isGone(member, params.id)
  const page = {
    challenge: { slug: challenge.slug, title: challenge.title },
    alliance: { slug: alliance.slug, title: alliance.title },
    member: member ? { name: member.name } : null,
    organisations: organisations?.map(({ id, name }) => ({ value: id, label: name })),
    others: othersIn(alliance.members, member?.organisationId),
    values: stampMember(member, dateOf(now())),
    may: mayDo(getPerson(context), 'alliances', challenge.ownerId),
    gone,
  }
  return data(page, { status: gone ? 404 : 200 })
}

/** The other members, each organisation once: one that came back is a member twice. */
function othersIn(members: readonly AllianceMember[], own: string | undefined) {
  const names = new Map(members.map(({ organisationId, name }) => [organisationId, name]))
  return [...names].filter(([id]) => id !== own).map(([value, label]) => ({ value, label }))
}

const stampMember = (member: AllianceMember | undefined, today: string): FormValues =>
  member ? stampForm(fillMember(member, today), member.revision) : fillMember(member, today)

export async function action({ request, params, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi, now } = getSite(context)
  const language = languageOfRequest(request)
  const t = messagesOf(language)
  const back = pathsOf(language).editAlliance(params.slug, params.alliance)
  const pressed = readPressed(form)
  if (pressed.kind !== 'do') {
    const next = pressRows(readValues(form), pressed, (list) => blankMemberRow(list, randomUUID()))
    return sameForm(next.values, next.focus)
  }
  const values = tidyMember(readValues(form))
  const id = pressed.what === 'again' ? undefined : idOfPart(params.id)
  if (pressed.what === 'remove' && id !== undefined) {
    const remove = async () => {
      await removeMember(fetchApi, params.alliance, id)
      return redirect(withDone(back, 'verwijderd'))
    }
    return answerForm(values, remove, { button: 'remove' })
  }
  // The API does not know of the list, and asks for an id.
  const place = (mistake: Mistake) => {
    const field = fieldOf(mistake.pointer)
    const isUnchosen = /^effects\.\d+\.organisationId$/.test(field) && textAt(values, field) === ''
    return isUnchosen ? { ...mistake, detail: t.editing.allianceMember.chooseMember } : mistake
  }
  const save = async (revision: string | undefined) => {
    const owner = id === undefined ? { organisationId: textAt(values, 'organisationId') } : { revision }
    await saveMember(fetchApi, params.alliance, id, { ...readMember(values), ...owner })
    return redirect(withDone(back, id === undefined ? 'toegevoegd' : 'opgeslagen'))
  }
  if (id === undefined) return answerForm(values, save, { place })
  const read = async () => {
    const member = findPart((await getAlliance(fetchApi, params.alliance)).members, id)
    return member && stampMember(member, dateOf(now()))
  }
  const names = async () => ({
    role: t.partyRoles,
    'contributions.*.kind': t.alliances.contributions,
    'effects.*.organisationId': namesOf(
      othersIn((await getAlliance(fetchApi, params.alliance)).members, undefined),
    ),
  })
  return answerForm(values, save, { place, stored: { read, names, language } })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const { newTitle } = messagesOf(languageOf(location.pathname)).editing.allianceMember
  return titleMeta(location.pathname, loaderData?.member?.name ?? newTitle)
}

export default function EditMember({ loaderData, actionData }: Route.ComponentProps) {
  const { challenge, alliance, member, organisations, others, values, may, gone } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.allianceMember
  if (gone && !actionData) return <GonePart challenge={challenge} />
  const isAgain = gone || actionData?.isGone
  return (
    <Page
      title={member?.name ?? words.newTitle}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: challenge.title, to: paths.editChallenge(challenge.slug) },
        { name: alliance.title, to: paths.editAlliance(challenge.slug, alliance.slug) },
      ]}
    >
      <Refused answer={actionData} />
      {may ? null : <Paragraph>{t.editing.notYours}</Paragraph>}
      <EditForm state={answerToForm(actionData) ?? { values, mistakes: [] }} fields={words.fields}>
        <MemberFields organisations={organisations} others={others} />
        {may ? (
          <Actions>
            {isAgain ? (
              <Do what="again">{words.saveNew}</Do>
            ) : (
              <Do>{member ? t.editing.save : words.saveNew}</Do>
            )}
          </Actions>
        ) : null}
      </EditForm>
      {member && may && !isAgain ? (
        <RemoveSection title={words.removeTitle} text={words.removeText} remove={words.remove} />
      ) : null}
    </Page>
  )
}
