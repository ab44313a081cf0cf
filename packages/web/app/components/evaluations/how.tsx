import type { Evaluation, Outcome, Study } from '../../evaluations/api.ts'
import { differenceColumn, nameStep, stepOf } from '../../evaluations/view.ts'
import { useLanguage } from '../../language.ts'
import { Section } from '../page.tsx'
import { Table } from '../table.tsx'
import { Heading, Nothing, Paragraph } from '../text.tsx'
import { Checks } from './checks.tsx'
import { Placebos } from './picture.tsx'

type Of = { item: Evaluation; outcome: Outcome; study: Study }

/** How it was computed, what was checked, and what another choice would have given. */
export function HowWeKnow({ item, outcome, study }: Of) {
  const { t } = useLanguage()
  const words = t.evaluations
  const method = words.methods[outcome.effect?.method ?? study.design]
  return (
    <Section title={words.how} id="hoe">
      <div className="sp-evaluation-part">
        <Heading level={3}>{words.methodTitle(method.name)}</Heading>
        <Paragraph>{method.text}</Paragraph>
        <Heading level={3}>{words.checksTitle}</Heading>
        <Checks checks={outcome.checks} />
        <Placebos item={item} outcome={outcome} study={study} />
        <Otherwise outcome={outcome} study={study} />
        <Heading level={3}>{words.incidents}</Heading>
        <Incidents study={study} />
      </div>
    </Section>
  )
}

/** The outcome under other choices that could as well have been made. */
function Otherwise({ outcome: { effect, alternatives }, study }: Omit<Of, 'item'>) {
  const { t, language } = useLanguage()
  const words = t.evaluations
  if (!effect || alternatives.length === 0) return null
  const names = new Map(study.areas.map(({ code, name }) => [code, name]))
  const values = alternatives.flatMap(({ estimate }) => estimate.estimate ?? [])
  const show = differenceColumn(effect, values, study.unit, language)
  const nameOf = (choice: string, area: string | null) => {
    if (choice === 'without-area') return words.withoutArea(names.get(area ?? '') ?? area ?? '')
    return isKnown(words.choices, choice) ? words.choices[choice] : choice
  }
  return (
    <>
      <Heading level={3}>{words.otherwise}</Heading>
      <Paragraph>{words.otherwiseText}</Paragraph>
      <Table
        caption={words.otherwise}
        hideCaption
        columns={[{ title: words.choice }, { title: words.outcome, numeric: true }]}
        rows={[
          { key: '', cells: [words.chosenOne, show(effect.estimate)] },
          ...alternatives.map(({ choice, area, estimate }) => ({
            key: `${choice} ${area ?? ''}`,
            cells: [nameOf(choice, area), show(estimate.estimate)],
          })),
        ]}
      />
    </>
  )
}

const isKnown = <T extends object>(words: T, name: string): name is Extract<keyof T, string> =>
  Object.hasOwn(words, name)

function Incidents({ study }: Pick<Of, 'study'>) {
  const { incidents, periods, areas } = study
  const { t, language } = useLanguage()
  const words = t.evaluations
  if (incidents.length === 0) return <Nothing>{words.noIncidents}</Nothing>
  return (
    <ul className="sp-list">
      {incidents.map(({ at, kind, area }) => (
        <li key={`${at} ${area} ${kind}`}>
          {nameStep(periods[at] ?? '', stepOf(study), language)},{' '}
          {areas.find(({ code }) => code === area)?.name ?? area}: {words.incidentKinds[kind]}
        </li>
      ))}
    </ul>
  )
}
