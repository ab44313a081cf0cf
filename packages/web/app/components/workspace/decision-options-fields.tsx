import type { Decision } from '../../api.ts'
import { useLanguage } from '../../language.ts'
import { isNothing } from '../../workspace/decision-form.ts'
import { rowsAt, textAt } from '../../workspace/values.ts'
import { type Choice, Hidden, Line, Lines, NumberLine, Select } from '../form/fields.tsx'
import { placeOf, useForm } from '../form/form-context.ts'
import { Rows } from '../form/rows.tsx'
import { Badge } from '../text.tsx'
import { PartyFields } from './party-fields.tsx'

const CONSEQUENCES: Decision['options'][number]['consequences'][number]['kind'][] = [
  'positive',
  'negative',
  'neutral',
]

/** What can be chosen: names, what each is, and cost. */
export function OptionRows() {
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
        </>
      )}
    </Rows>
  )
}

/** What each option means: for parties, goals and public values, and what is not certain. */
export function ConsequenceFields({ goals, parties }: { goals: Choice[]; parties: Choice[] }) {
  const { t } = useLanguage()
  const { values } = useForm()
  const words = t.editing.decision
  return rowsAt(values, 'options').map((option, index) => {
    const row = `options.${index}`
    const title = textAt(option, 'title') || `${words.fields.options.row} ${index + 1}`
    return (
      <fieldset
        key={textAt(option, 'id') || index}
        className="sp-row"
        id={`${placeOf(row)}-gevolgen`}
        aria-label={title}
      >
        <legend className="sp-row-title">{title}</legend>
        <Rows name={`${row}.consequences`} add={words.addConsequence} later>
          {(consequence) => (
            <>
              <div className="sp-pair">
                <PartyFields row={consequence} parties={parties} />
              </div>
              <KindField name={`${consequence}.kind`} />
              <Lines name={`${consequence}.effect`} later rows={2} />
            </>
          )}
        </Rows>
        {goals.length > 0 ? (
          <Rows name={`${row}.goalEffects`} add={words.addGoalEffect} later>
            {(effect) => (
              <>
                <div className="sp-pair">
                  <Select name={`${effect}.goalId`} options={goals} empty={t.forms.choose} />
                  <KindField name={`${effect}.kind`} />
                </div>
                <Lines name={`${effect}.effect`} rows={2} />
              </>
            )}
          </Rows>
        ) : null}
        <Lines name={`${row}.risks`} optional rows={2} />
        <Lines name={`${row}.uncertainties`} optional rows={2} />
        <Rows name={`${row}.values`} add={words.addValue}>
          {(touched) => (
            <>
              <div className="sp-pair">
                <Select
                  name={`${touched}.value`}
                  options={Object.entries(t.decisions.values).map(([value, label]) => ({ value, label }))}
                />
                <KindField name={`${touched}.kind`} />
              </div>
              <Lines name={`${touched}.effect`} optional rows={2} />
            </>
          )}
        </Rows>
      </fieldset>
    )
  })
}

function KindField({ name }: { name: string }) {
  const { t } = useLanguage()
  return (
    <Select name={name} options={CONSEQUENCES.map((value) => ({ value, label: t.decisions.kinds[value] }))} />
  )
}
