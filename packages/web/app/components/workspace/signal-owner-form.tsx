import { useLanguage } from '../../language.ts'
import type { SignalOwner } from '../../signals-api.ts'
import { Actions, Do } from '../form/buttons.tsx'
import { EditForm, type ShownForm } from '../form/edit-form.tsx'
import { type Choice, Line, Select } from '../form/fields.tsx'

/** Chooses who answers for signals: a role in an organisation, or a person by their address. */
export function OwnerForm({
  answer,
  owner,
  organisations,
}: {
  answer: ShownForm | undefined
  owner: Pick<SignalOwner, 'organisationId' | 'role'>
  organisations: Choice[]
}) {
  const { t } = useLanguage()
  const words = t.signalRules
  const roles = Object.entries(t.workspace.roles).map(([value, label]) => ({ value, label }))
  const values = { organisationId: owner.organisationId, role: owner.role ?? 'policy-officer', email: '' }
  return (
    <EditForm state={answer ?? { values, mistakes: [] }} fields={words.ownerFields}>
      <Select name="organisationId" options={organisations} />
      <Select name="role" options={roles} />
      <Line name="email" type="email" spellCheck={false} optional />
      <Actions>
        <Do what="owner" purpose="secondary">
          {words.handOver}
        </Do>
      </Actions>
    </EditForm>
  )
}
