import type { Decision } from '../../api.ts'
import { useLanguage } from '../../language.ts'
import { isNothing } from '../../workspace/decision-form.ts'
import { rowsAt, textAt } from '../../workspace/values.ts'
import {
  type Choice,
  DayLine,
  Hidden,
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
import { Badge, Nothing, Paragraph } from '../text.tsx'
import { AreaField } from './area-field.tsx'

const CONSEQUENCES: Decision['options'][number]['consequences'][number]['kind'][] = [
  'positive',
  'negative',
  'neutral',
]
const EVIDENCE: Decision['evidence'][number]['kind'][] = ['document', 'indicator', 'signal', 'dataset']
const OUTCOMES: NonNullable<Decision['outcome']>[] = ['act', 'watch', 'do-nothing', 'not-ours']

export type DecisionChoices = {
  areas: { options: Choice[]; search: boolean }
  /** Those that were chosen, and the open ones in the areas of the challenge. */
  signals: Choice[]
  signalsElsewhere: Choice[]
  mandates: Choice[]
  fields: Choice[]
}

/** All fields of a decision; the page puts them in a form. */
export function DecisionFields({ choices }: { choices: DecisionChoices }) {
  const { t } = useLanguage()
  const words = t.editing.decision
  return (
    <>
      <Section title={words.questionTitle}>
        <Line name="title" />
        <Lines name="question" later rows={2} />
        {choices.signals.length + choices.signalsElsewhere.length > 0 ? (
          <Ticks wide name="signalIds" options={choices.signals} optional>
            <SignalsElsewhere options={choices.signalsElsewhere} />
          </Ticks>
        ) : null}
        <AreaField choices={choices.areas} />
      </Section>
      <Section title={words.optionsTitle}>
        <Paragraph>{words.optionsText}</Paragraph>
        <OptionRows />
      </Section>
      <Section title={words.choiceTitle}>
        <Chosen />
        <Radios
          name="outcome"
          later
          options={OUTCOMES.map((value) => ({ value, label: t.decisions.outcomes[value] }))}
        />
        <Lines name="reasons" later rows={6} />
      </Section>
      <Section title={words.evidenceTitle}>
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
      <Section title={words.dissentTitle}>
        <Rows hideLabel name="dissent" add={words.addDissent} fold={(row) => textAt(row, 'who')}>
          {(row) => (
            <>
              <Line name={`${row}.who`} />
              <Lines name={`${row}.ground`} optional rows={2} />
              <Lines name={`${row}.answer`} later rows={2} />
            </>
          )}
        </Rows>
      </Section>
      <Section title={words.mandateTitle}>
        <Select name="field" options={choices.fields} />
        <NumberLine name="amount" optional />
        {choices.mandates.length === 0 ? <Nothing>{words.noMandates}</Nothing> : null}
        <Select name="mandateId" options={choices.mandates} empty={words.noMandate} later />
        <DayLine name="decidedOn" optional />
        <DayLine name="reviewDate" later />
      </Section>
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

function OptionRows() {
  const { t } = useLanguage()
  const words = t.editing.decision
  return (
    <Rows
      hideLabel
      name="options"
      add={words.addOption}
      keep={isNothing}
      fold={(row) => textAt(row, 'title')}
    >
      {(row, _index, option) => (
        <>
          {isNothing(option) ? <Badge>{t.decisions.doNothing}</Badge> : null}
          <Hidden name={`${row}.id`} />
          <Hidden name={`${row}.kind`} />
          <Line name={`${row}.title`} />
          <Lines name={`${row}.description`} optional rows={3} />
          <NumberLine name={`${row}.cost`} optional />
          <Rows name={`${row}.consequences`} add={words.addConsequence} later>
            {(consequence) => (
              <>
                <div className="sp-pair">
                  <Line name={`${consequence}.party`} />
                  <Select
                    name={`${consequence}.kind`}
                    options={CONSEQUENCES.map((value) => ({ value, label: t.decisions.kinds[value] }))}
                  />
                </div>
                <Lines name={`${consequence}.effect`} optional rows={2} />
              </>
            )}
          </Rows>
        </>
      )}
    </Rows>
  )
}

/** The options that are there now, to choose one. */
function Chosen() {
  const { t } = useLanguage()
  const { values } = useForm()
  const options = rowsAt(values, 'options').map((option, index) => ({
    value: textAt(option, 'id'),
    label: textAt(option, 'title') || `${t.editing.decision.fields.options.row} ${index + 1}`,
  }))
  const none = { value: '', label: t.editing.decision.notChosen }
  return <Radios name="chosenOptionId" later options={[none, ...options]} />
}
