import { formatBound } from '../../agreement-view.ts'
import { formatDay } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import type { AgreementTask } from '../../workspace/agreements-api.ts'
import { mayDo, type Person } from '../../workspace/me.ts'
import { Badge, TextLink, writtenIn } from '../text.tsx'

const TONES = { open: 'warning', overdue: 'danger', done: 'success', lapsed: 'neutral' } as const

/** What parties promised to do, each with the way to complete it for who may. */
export function AgreementTasks({
  items,
  person,
  hideAgreement = false,
}: {
  items: AgreementTask[]
  person: Pick<Person, 'memberships'>
  hideAgreement?: boolean
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.agreementTask
  return (
    <ul className="sp-parts">
      {items.map((task) => {
        const { id, kind, state, organisationId, organisationName, agreementSlug, agreementTitle, note } =
          task
        const what = t.agreements.duties[kind]
        const isOpen = state === 'open' || state === 'overdue'
        return (
          <li key={id}>
            <span>
              <Badge tone={TONES[state]}>{words.states[state]}</Badge> <Due task={task} />
            </span>
            <strong>{what}</strong>
            <span className="sp-quiet">
              {organisationName}
              {hideAgreement ? null : (
                <>
                  {': '}
                  <TextLink to={paths.editAgreement(agreementSlug)}>{agreementTitle}</TextLink>
                </>
              )}
            </span>
            {note ? <span {...writtenIn(language)}>{note}</span> : null}
            {isOpen && mayDo(person, 'agreements', organisationId) ? (
              <span>
                <TextLink to={paths.agreementTask(id)} strong>
                  {words.finish}
                  <span className="sp-hidden">: {what}</span>
                </TextLink>
              </span>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}

function Due({ task: { state, dueAt, doneAt, doneBy } }: { task: AgreementTask }) {
  const { t, language } = useLanguage()
  const words = t.editing.agreementTask
  if (state === 'done' && doneAt) return <span>{words.doneBy(formatDay(doneAt, language), doneBy)}</span>
  return <span>{dueAt ? words.due(formatBound(dueAt, language)) : words.always}</span>
}
