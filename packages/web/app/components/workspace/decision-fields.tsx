import type { Decision } from '../../api.ts'
import { useLanguage } from '../../language.ts'
import { isNothing } from '../../workspace/decision-form.ts'
import { rowsAt, textAt } from '../../workspace/values.ts'
import {
  type Choice,
  DayLine,
  Line,
  Lines,
  NumberLine,
  Radios,
  Select,
  TickList,
  Ticks,
} from '../form/fields.tsx'
import { useForm } from '../form/form-context.ts'
import { Rows } from '../form/rows.tsx'
import { Section } from '../page.tsx'
import { Nothing, Paragraph } from '../text.tsx'
import { AreaField } from './area-field.tsx'
import { ConsequenceFields, OptionRows } from './decision-options-fields.tsx'
import { Voices } from './decision-voices-fields.tsx'

const EVIDENCE: Decision['evidence'][number]['kind'][] = [
  'document',
  'indicator',
  'analysis',
  'signal',
  'dataset',
]
const OUTCOMES: NonNullable<Decision['outcome']>[] = ['act', 'watch', 'do-nothing', 'not-ours']
const SIDES: NonNullable<Decision['reopenLine']>['side'][] = ['above', 'below']

export type DecisionChoices = {
  areas: { options: Choice[]; search: boolean }
  /** Those that were chosen, and the open ones in the areas of the challenge. */
  signals: Choice[]
  signalsElsewhere: Choice[]
  mandates: Choice[]
  fields: Choice[]
  /** Goals of the challenge. */
  goals: Choice[]
  /** Parties of the challenge and its alliance, and those to which the decision refers already. */
  parties: Choice[]
  indicators: Choice[]
  /** Decisions of the same organisation that are in force. */
  decisions: Choice[]
}

/** The steps in their order, after the Beleidskompas, each a part of the page. */
const STEPS = [
  ['probleem', 'problemTitle'],
  ['doel', 'goalTitle'],
  ['mogelijkheden', 'optionsTitle'],
  ['gevolgen', 'consequencesTitle'],
  ['onderbouwing', 'evidenceTitle'],
  ['betrokken', 'involvedTitle'],
  ['keuze', 'choiceTitle'],
  ['wie', 'mandateTitle'],
  ['opnieuw', 'laterTitle'],
] as const

/** All fields of a decision, in steps; the page puts them in a form. */
export function DecisionFields({ choices }: { choices: DecisionChoices }) {
  const { t } = useLanguage()
  const words = t.editing.decision
  const step = (id: (typeof STEPS)[number][0]) => {
    const number = STEPS.findIndex(([each]) => each === id)
    return { id: `stap-${id}`, title: `${number + 1}. ${words[STEPS[number]?.[1] ?? 'problemTitle']}` }
  }
  return (
    <>
      <nav className="sp-steps" aria-label={words.stepsTitle}>
        <ol>
          {STEPS.map(([id, title]) => (
            <li key={id}>
              <a href={`#stap-${id}`} className="nl-link">
                {words[title]}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <Section {...step('probleem')}>
        <Line name="title" />
        <Lines name="question" later rows={2} />
        <Lines name="problem" later rows={4} />
        {choices.signals.length + choices.signalsElsewhere.length > 0 ? (
          <Ticks wide name="signalIds" options={choices.signals} optional>
            <SignalsElsewhere options={choices.signalsElsewhere} />
          </Ticks>
        ) : null}
        <AreaField choices={choices.areas} />
      </Section>
      <Section {...step('doel')}>
        <Lines name="goal" later rows={3} />
        {choices.goals.length > 0 ? (
          <Ticks wide name="goalIds" options={choices.goals} later />
        ) : (
          <Nothing>{words.noGoals}</Nothing>
        )}
      </Section>
      <Section {...step('mogelijkheden')}>
        <Paragraph>{words.optionsText}</Paragraph>
        <OptionRows />
      </Section>
      <Section {...step('gevolgen')}>
        <Paragraph>{words.consequencesText}</Paragraph>
        <ConsequenceFields goals={choices.goals} parties={choices.parties} />
      </Section>
      <Section {...step('onderbouwing')}>
        <Rows hideLabel name="evidence" add={words.addEvidence} fold={(row) => textAt(row, 'title')}>
          {(row) => (
            <>
              <Select
                name={`${row}.kind`}
                options={EVIDENCE.map((value) => ({ value, label: t.decisions.evidenceKinds[value] }))}
              />
              <Line name={`${row}.title`} />
              <Line name={`${row}.reference`} optional />
              <Lines name={`${row}.note`} optional rows={2} />
            </>
          )}
        </Rows>
      </Section>
      <Section {...step('betrokken')}>
        <Voices parties={choices.parties} />
      </Section>
      <Section {...step('keuze')}>
        <Chosen />
        <Radios
          name="outcome"
          later
          options={OUTCOMES.map((value) => ({ value, label: t.decisions.outcomes[value] }))}
        />
        <div className="sp-pair">
          <DayLine name="watchUntil" optional />
          <Line name="receiver" optional />
        </div>
        <Lines name="reasons" later rows={6} />
      </Section>
      <Section {...step('wie')}>
        <Select name="field" options={choices.fields} />
        <NumberLine name="amount" optional />
        {choices.mandates.length === 0 ? <Nothing>{words.noMandates}</Nothing> : null}
        <Select name="mandateId" options={choices.mandates} empty={words.noMandate} later />
        <DayLine name="decidedOn" optional />
        {choices.decisions.length > 0 ? (
          <Select name="replacesId" options={choices.decisions} empty={t.site.none} optional />
        ) : null}
      </Section>
      <Section {...step('opnieuw')}>
        <DayLine name="reviewDate" later />
        <Paragraph>{words.reopenText}</Paragraph>
        <ReopenFields choices={choices} />
      </Section>
    </>
  )
}

/** The line at which the decision is reopened by itself. */
function ReopenFields({ choices }: { choices: DecisionChoices }) {
  const { t } = useLanguage()
  const words = t.editing.decision
  return (
    <>
      <Select name="reopenLine.indicatorId" options={choices.indicators} empty={words.noIndicator} optional />
      <div className="sp-pair">
        <Select name="reopenLine.areaCode" options={choices.areas.options} empty={words.anyArea} optional />
        <Select
          name="reopenLine.side"
          options={SIDES.map((value) => ({ value, label: t.decisions.sides[value] }))}
        />
      </div>
      <div className="sp-pair">
        <NumberLine name="reopenLine.value" optional />
        <NumberLine name="reopenLine.periods" optional />
      </div>
    </>
  )
}

function SignalsElsewhere({ options }: { options: Choice[] }) {
  const { t } = useLanguage()
  if (options.length === 0) return null
  return (
    <details>
      <summary>{t.editing.decision.signalsElsewhere(options.length)}</summary>
      <TickList wide name="signalIds" options={options} />
    </details>
  )
}

/** The options that are there now, to choose one. */
function Chosen() {
  const { t } = useLanguage()
  const { values } = useForm()
  const options = rowsAt(values, 'options').map((option, index) => ({
    value: textAt(option, 'id'),
    label: textAt(option, 'title') || `${t.editing.decision.fields.options.row} ${index + 1}`,
    ...(isNothing(option) ? { hint: t.decisions.doNothing } : {}),
  }))
  const none = { value: '', label: t.editing.decision.notChosen }
  return <Radios name="chosenOptionId" later options={[none, ...options]} />
}
