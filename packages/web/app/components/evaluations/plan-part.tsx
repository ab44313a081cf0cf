import type { Evaluation } from '../../evaluations/api.ts'
import { formatDifference } from '../../evaluations/view.ts'
import { formatDay } from '../../format.ts'
import { planAddress } from '../../interventions/api.ts'
import { useLanguage } from '../../language.ts'
import { Section } from '../page.tsx'
import { Table } from '../table.tsx'
import { Heading, Paragraph, Prose, TextLink, writtenIn } from '../text.tsx'

/** What was agreed beforehand, what went otherwise and why, and what was computed before. */
export function PlanPart({ item }: { item: Evaluation }) {
  const { t, language } = useLanguage()
  const words = t.evaluations
  const { plan, planDeviations, deviation, interventionDeviations, intervention } = item
  return (
    <Section title={words.planTitle} id="plan">
      <div className="sp-evaluation-part">
        <Paragraph>
          {plan?.beforehand
            ? words.planBefore(formatDay(plan.registeredAt, language))
            : plan
              ? words.planLate(formatDay(plan.registeredAt, language))
              : words.planNone}{' '}
          {plan && planDeviations.length === 0 ? words.planKept : null}
        </Paragraph>
        {planDeviations.length > 0 ? (
          <>
            <Paragraph>{words.planDiffers}</Paragraph>
            <ul className="sp-list">
              {planDeviations.map((each) => (
                <li key={`${each.field} ${each.nl}`}>{each[language]}</li>
              ))}
            </ul>
          </>
        ) : null}
        {deviation ? (
          <>
            <Heading level={3}>{words.planWhy}</Heading>
            <Prose text={deviation} />
          </>
        ) : null}
        {interventionDeviations.length > 0 ? (
          <>
            <Heading level={3}>{words.otherwiseDone}</Heading>
            <ul className="sp-list" {...writtenIn(language)}>
              {interventionDeviations.map(({ what, why, since }) => (
                <li key={`${what} ${since}`}>
                  <strong>{what}</strong> ({formatDay(since, 'nl')}). {why}
                </li>
              ))}
            </ul>
          </>
        ) : null}
        {plan ? (
          <p>
            <TextLink to={planAddress(intervention.slug, plan.number)}>{words.toPlan}</TextLink>
          </p>
        ) : null}
        <Earlier item={item} />
      </div>
    </Section>
  )
}

/** What was computed before with other choices: who looks often enough finds something. */
function Earlier({ item: { earlier, computation } }: { item: Evaluation }) {
  const { t, language } = useLanguage()
  const words = t.evaluations
  if (earlier.length === 0) return null
  const scale = computation?.outcome?.effect?.scale ?? 'difference'
  const unit = computation?.study.unit ?? ''
  return (
    <>
      <Heading level={3}>{words.earlier}</Heading>
      <Paragraph>{words.earlierText}</Paragraph>
      <Table
        caption={words.earlier}
        hideCaption
        stacks="named"
        columns={[
          { title: words.when },
          { title: words.changed },
          { title: words.filter.answer },
          { title: words.outcome, numeric: true },
        ]}
        rows={earlier.map(({ number, askedAt, changed, answer, estimate }) => ({
          key: number,
          cells: [
            formatDay(askedAt, language),
            changed.length === 0 ? words.sameChoices : changed.map(nameField).join(', '),
            words.answers[answer],
            formatDifference(estimate, scale, unit, language),
          ],
        }))}
      />
    </>
  )

  function nameField(field: string): string {
    const names: Readonly<Record<string, string>> = words.fieldNames
    return names[field] ?? field
  }
}
