import type { Agreement } from '../../api.ts'
import { formatList } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { canStartVersion, listSteps, type StepName, waitingParties } from '../../workspace/agreement-desk.ts'
import { mayDo, type Person } from '../../workspace/me.ts'
import { Section } from '../page.tsx'
import { Nothing, Paragraph } from '../text.tsx'
import { ActionLink } from './action-link.tsx'

const MAIN: readonly StepName[] = ['aanbieden', 'aanvaarden', 'hervatten']

/** Where an agreement waits, and what who is signed in can do with it. */
export function AgreementActions({ agreement, person }: { agreement: Agreement; person: Person }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.agreementDesk
  const { ownerId, versionState, parties, slug } = agreement
  const steps = listSteps(agreement, person)
  const waiting = waitingParties(agreement)
  const isOwner = mayDo(person, 'agreements', ownerId)
  const ownWaits = waiting.filter(({ organisationId }) =>
    person.memberships.some(({ organisation }) => organisation.id === organisationId),
  )
  const names = (list: readonly { name: string }[]) =>
    formatList(
      list.map(({ name }) => name),
      language,
    )
  const restarts = isOwner && canStartVersion(agreement)
  const worksForOwner = person.memberships.some(({ organisation }) => organisation.id === ownerId)
  const nothingToDo = steps.length === 0 && !restarts && worksForOwner && versionState !== 'draft'
  return (
    <Section title={words.todo}>
      {versionState === 'draft' && parties.length > 0 ? (
        <Paragraph>{words.partiesOfDraft(names(parties))}</Paragraph>
      ) : null}
      {waiting.length > 0 ? <Paragraph>{words.waitingFor(names(waiting))}</Paragraph> : null}
      {versionState === 'draft' && worksForOwner && !steps.includes('aanbieden') ? (
        <Nothing>{words.notSigner}</Nothing>
      ) : null}
      {ownWaits.length > 0 && !steps.includes('aanvaarden') ? (
        <Nothing>{words.notAnswerer(names(ownWaits))}</Nothing>
      ) : null}
      {steps.length > 0 || restarts ? (
        <div className="sp-actions">
          {steps.map((step) => (
            <ActionLink
              key={step}
              to={paths.agreementStep(slug, step)}
              purpose={MAIN.includes(step) ? 'primary' : 'secondary'}
            >
              {t.editing.agreementSteps.steps[step].title}
            </ActionLink>
          ))}
          {restarts ? (
            <ActionLink to={paths.newAgreementVersion(slug)}>
              {t.editing.agreementSteps.version.title}
            </ActionLink>
          ) : null}
        </div>
      ) : null}
      {nothingToDo ? <Nothing>{words.nothingToDo}</Nothing> : null}
      {worksForOwner || steps.length > 0 ? null : <Nothing>{words.noEditor}</Nothing>}
    </Section>
  )
}
