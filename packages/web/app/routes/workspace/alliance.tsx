import { data, redirect } from 'react-router'
import { type Alliance, getChallenge } from '../../api.ts'
import { dateOf } from '../../clock-time.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm, Refused } from '../../components/form/edit-form.tsx'
import { Line, Lines } from '../../components/form/fields.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Paragraph } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { AllianceMembers } from '../../components/workspace/alliance-members.tsx'
import { GonePart } from '../../components/workspace/gone-part.tsx'
import { OwnAgreements } from '../../components/workspace/own-agreements.tsx'
import { RemoveSection } from '../../components/workspace/remove-section.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import {
  changeAlliance,
  createAlliance,
  getAlliance,
  listAgreementsOf,
  removeAlliance,
} from '../../workspace/agreements-api.ts'
import { getPerson, mayDo } from '../../workspace/me.ts'
import { idOfPart, unlessGone } from '../../workspace/parts.server.ts'
import { withDone } from '../../workspace/paths.ts'
import { stampForm } from '../../workspace/revision.server.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { type FormValues, readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/alliance.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const key = idOfPart(params.alliance)
  const [challenge, alliance] = await Promise.all([
    getChallenge(fetchApi, params.slug),
    key === undefined ? undefined : unlessGone(getAlliance(fetchApi, key)),
  ])
  const gone = key !== undefined && !alliance
  const person = getPerson(context)
  const agreements = alliance ? await listAgreementsOf(fetchApi, challenge.id) : []
  const page = {
    gone,
    challenge: { id: challenge.id, slug: challenge.slug, title: challenge.title },
    alliance,
    values: alliance ? stampAlliance(alliance) : { title: '', purpose: '' },
    agreements: agreements.filter(({ allianceId }) => allianceId === alliance?.id),
    today: dateOf(now()),
    may: mayDo(person, 'alliances', challenge.ownerId),
    mayAgree: mayDo(person, 'agreements'),
  }
  return data(page, { status: gone ? 404 : 200 })
}

const stampAlliance = ({ title, purpose, revision }: Alliance): FormValues =>
  stampForm({ title, purpose }, revision)

export async function action({ request, params, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const paths = pathsOf(language)
  const values = readValues(form)
  const pressed = readPressed(form)
  const isAgain = pressed.kind === 'do' && pressed.what === 'again'
  const key = isAgain ? undefined : idOfPart(params.alliance)
  const texts = { title: textAt(values, 'title'), purpose: textAt(values, 'purpose') }
  if (key === undefined) {
    return answerForm(values, async () => {
      const { id } = await getChallenge(fetchApi, params.slug)
      const { slug } = await createAlliance(fetchApi, { challengeId: id, ...texts })
      return redirect(withDone(paths.editAlliance(params.slug, slug), 'gemaakt'))
    })
  }
  if (pressed.kind === 'do' && pressed.what === 'remove') {
    const remove = async () => {
      await removeAlliance(fetchApi, key)
      return redirect(withDone(paths.editChallenge(params.slug), 'verwijderd'))
    }
    return answerForm(values, remove, { button: 'remove' })
  }
  const save = async (revision: string | undefined) => {
    await changeAlliance(fetchApi, key, { ...texts, revision })
    return redirect(withDone(paths.editAlliance(params.slug, key), 'opgeslagen'))
  }
  const read = async () => {
    const alliance = await unlessGone(getAlliance(fetchApi, key))
    return alliance && stampAlliance(alliance)
  }
  return answerForm(values, save, { stored: { read, language } })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const { newTitle } = messagesOf(languageOf(location.pathname)).editing.alliance
  return titleMeta(location.pathname, loaderData?.alliance?.title ?? newTitle)
}

export default function EditAlliance({ loaderData, actionData }: Route.ComponentProps) {
  const { gone, challenge, alliance, agreements, values, today, may, mayAgree } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.alliance
  if (gone && !actionData) return <GonePart challenge={challenge} />
  const isAgain = gone || actionData?.isGone
  return (
    <Page
      title={alliance?.title ?? words.newTitle}
      lead={alliance ? undefined : words.newLead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: challenge.title, to: paths.editChallenge(challenge.slug) },
      ]}
    >
      <Refused answer={actionData} isAlone={!may} />
      {may ? null : <Paragraph>{t.editing.notYours}</Paragraph>}
      <EditForm
        key={alliance?.updatedAt}
        state={answerToForm(actionData) ?? { values, mistakes: [] }}
        fields={words.fields}
      >
        <Line name="title" />
        <Lines name="purpose" optional rows={3} />
        {may ? (
          <Actions>
            {isAgain ? (
              <Do what="again">{words.saveNew}</Do>
            ) : (
              <Do>{alliance ? t.editing.save : words.saveNew}</Do>
            )}
          </Actions>
        ) : null}
      </EditForm>
      {alliance ? (
        <>
          <Section title={words.members}>
            <AllianceMembers challenge={challenge} alliance={alliance} today={today} />
            {may ? (
              <div className="sp-actions">
                <ActionLink to={paths.editMember(challenge.slug, alliance.slug, 'nieuw')}>
                  {words.addMember}
                </ActionLink>
              </div>
            ) : null}
          </Section>
          <Section title={words.agreements}>
            <OwnAgreements items={agreements} />
            {mayAgree ? (
              <div className="sp-actions">
                <ActionLink to={paths.newAgreement({ challenge: challenge.id, alliance: alliance.id })}>
                  {t.workspace.newAgreement}
                </ActionLink>
              </div>
            ) : null}
          </Section>
          {may && agreements.length === 0 ? (
            <RemoveSection title={words.removeTitle} text={words.removeText} remove={words.remove} />
          ) : null}
        </>
      ) : null}
    </Page>
  )
}
