import type { Evaluation } from '../../evaluations/api.ts'
import { computedOf, differencesOfRows } from '../../evaluations/view.ts'
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
            <ul className="sp-list">
              {interventionDeviations.map(({ what, inWords, why, since }) => (
                <li key={`${what} ${since}`}>
                  <strong {...(inWords ? {} : writtenIn(language))}>{inWords?.[language] ?? what}</strong> (
                  {formatDay(since, language)}). <span {...writtenIn(language)}>{why}</span>
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

type Computed = Omit<Evaluation['earlier'][number], 'number'> & { key: string; of: string | null }

/** What was computed before with other choices, here and in other evaluations: who looks often enough finds something. */
function Earlier({ item }: { item: Evaluation }) {
  const { earlier, beside, computation } = item
  const { t, language } = useLanguage()
  const words = t.evaluations
  return (
    <>
      {tableOf({
        title: words.earlier,
        text: words.earlierText,
        rows: earlier.map(({ number, ...each }) => ({ key: `${number}`, of: null, ...each })),
      })}
      {tableOf({
        title: words.beside,
        text: words.besideText,
        rows: beside.map(({ number, evaluation, ...each }) => ({
          key: `${evaluation} ${number}`,
          of: words.besideOf(evaluation),
          ...each,
        })),
      })}
    </>
  )

  function tableOf({ title, text, rows }: { title: string; text: string; rows: Computed[] }) {
    if (rows.length === 0) return null
    const named = rows.some(({ of }) => of !== null)
    const write = differencesOfRows(rows, computedOf(item), language)
    return (
      <>
        <Heading level={3}>{title}</Heading>
        <Paragraph>{text}</Paragraph>
        <Table
          caption={title}
          hideCaption
          stacks="named"
          columns={[
            ...(named ? [{ title: words.ofWhich }] : []),
            { title: words.when },
            { title: words.changed },
            { title: words.filter.answer },
            { title: words.outcome, numeric: true },
          ]}
          rows={rows.map(({ key, of, askedAt, studySha256, changed, answer, ...row }) => ({
            key,
            cells: [
              ...(of === null ? [] : [of]),
              formatDay(askedAt, language),
              changed.length > 0
                ? changed.map(nameField).join(', ')
                : studySha256 === computation?.studySha256
                  ? words.sameAll
                  : words.sameChoices,
              words.answers[answer],
              write(row),
            ],
          }))}
        />
      </>
    )
  }

  function nameField(field: string): string {
    const names: Readonly<Record<string, string>> = words.fieldNames
    return names[field] ?? field
  }
}
