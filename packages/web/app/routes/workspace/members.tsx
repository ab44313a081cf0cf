import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm, Refused } from '../../components/form/edit-form.tsx'
import { Line, Select } from '../../components/form/fields.tsx'
import { PressButton } from '../../components/form/press-button.tsx'
import { Section, titleMeta } from '../../components/page.tsx'
import { Table } from '../../components/table.tsx'
import { Nothing } from '../../components/text.tsx'
import { OrganisationPage } from '../../components/workspace/organisation-page.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { addMember, getOrganisation, listMembers, removeMember } from '../../workspace/api.ts'
import type { Role } from '../../workspace/me.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/members.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [organisation, members] = await Promise.all([
    getOrganisation(fetchApi, params.id),
    listMembers(fetchApi, params.id),
  ])
  return { organisation: { id: organisation.id, name: organisation.name }, members }
}

export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const values = readValues(form)
  const pressed = readPressed(form)
  const here = pathsOf(languageOfRequest(request)).organisation(id)
  const removing = pressed.kind === 'do' && pressed.what === 'delete'
  const work = async () => {
    const role = textAt(values, 'role')
    if (removing) {
      await removeMember(fetchApi, id, textAt(values, 'personId'), role)
      return redirect(withDone(here, 'verwijderd'))
    }
    await addMember(fetchApi, id, { email: textAt(values, 'email'), role })
    return redirect(withDone(here, 'uitgenodigd'))
  }
  return answerForm(values, work, { button: removing ? 'delete' : undefined })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(
    location.pathname,
    messagesOf(languageOf(location.pathname)).editing.organisation.membersTitle,
  )
}

export default function Members({ loaderData, actionData }: Route.ComponentProps) {
  const { organisation, members } = loaderData
  const { t } = useLanguage()
  const words = t.editing.organisation
  const roles = Object.entries(t.workspace.roles).map(([value, label]) => ({ value, label }))
  return (
    <OrganisationPage organisation={organisation} title={words.membersTitle} lead={words.membersText}>
      <Refused answer={actionData} />
      {members.length === 0 ? (
        <Nothing>{words.membersNone}</Nothing>
      ) : (
        <Table
          caption={words.membersTitle}
          hideCaption
          columns={[
            { title: words.columns.name },
            { title: words.columns.email },
            { title: words.columns.role },
            { title: words.columns.action },
          ]}
          rows={members.map((member) => ({
            key: `${member.personId} ${member.role}`,
            cells: [
              member.name,
              member.email,
              t.workspace.roles[member.role],
              <TakeRole key="take" member={member} />,
            ],
          }))}
        />
      )}
      <Section title={words.addMemberTitle}>
        <EditForm
          key={members.length}
          state={answerToForm(actionData) ?? { values: { role: 'policy-officer' }, mistakes: [] }}
          fields={words.memberFields}
        >
          <Line name="email" type="email" spellCheck={false} />
          <Select name="role" options={roles} />
          <Actions>
            <Do>{words.addMember}</Do>
          </Actions>
        </EditForm>
      </Section>
    </OrganisationPage>
  )
}

function TakeRole({ member }: { member: { personId: string; name: string; role: Role } }) {
  const { t } = useLanguage()
  const words = t.editing.organisation
  return (
    <PressButton
      what="delete"
      values={{ personId: member.personId, role: member.role }}
      label={words.takeRole(t.workspace.roles[member.role], member.name)}
    >
      {words.takeRoleShort}
    </PressButton>
  )
}
