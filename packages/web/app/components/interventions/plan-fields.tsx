import type { Intervention } from '../../interventions/api.ts'
import type { PlanChoices } from '../../interventions/choices.server.ts'
import { useLanguage } from '../../language.ts'
import { textAt } from '../../workspace/values.ts'
import { DayLine, Line, Lines, NumberLine, Select } from '../form/fields.tsx'
import { Rows } from '../form/rows.tsx'
import { Section } from '../page.tsx'
import { AreaField } from '../workspace/area-field.tsx'

const ROLES: Intervention['parties'][number]['role'][] = [
  'executes',
  'finances',
  'advises',
  'takes-part',
  'maintains',
]
const DIRECTIONS = ['lower', 'higher'] as const

/** All fields of a plan but its design; the page puts them in a form. */
export function PlanFields({ kind, choices }: { kind: Intervention['kind']; choices: PlanChoices }) {
  const { t } = useLanguage()
  const words = t.interventionDesk
  const directions = DIRECTIONS.map((value) => ({ value, label: t.interventions.directions[value] }))
  return (
    <>
      <Section title={words.parts.what}>
        <Line name="title" />
        <Lines name="summary" neededFor={words.needed} />
        <Select name="goalId" options={choices.goals} empty={t.forms.choose} />
        <Select name="decisionId" options={choices.decisions} empty={words.noDecision} optional />
        <AreaField choices={choices.areas} />
        <div className="sp-pair">
          <DayLine name="start" neededFor={words.needed} />
          {kind === 'pilot' ? (
            <DayLine name="end" neededFor={words.needed} />
          ) : (
            <DayLine name="end" optional />
          )}
        </div>
        <NumberLine name="plannedCost" neededFor={words.needed} />
      </Section>
      <Section title={words.parts.parties}>
        <Rows
          hideLabel
          name="parties"
          add={words.addParty}
          fold={(row) =>
            choices.organisations.find(({ value }) => value === textAt(row, 'organisationId'))?.label ?? ''
          }
        >
          {(row) => (
            <>
              <div className="sp-pair">
                <Select
                  name={`${row}.organisationId`}
                  options={choices.organisations}
                  empty={t.forms.choose}
                />
                <Select
                  name={`${row}.role`}
                  options={ROLES.map((value) => ({ value, label: t.interventions.roles[value] }))}
                />
              </div>
              <Line name={`${row}.contribution`} optional />
            </>
          )}
        </Rows>
      </Section>
      <Section title={words.parts.expect}>
        <Select
          name="hypothesis.indicatorId"
          options={choices.indicators}
          empty={words.choose}
          neededFor={words.needed}
        />
        <div className="sp-pair">
          <Select name="hypothesis.direction" options={directions} />
          <NumberLine name="hypothesis.change" neededFor={words.needed} />
        </div>
        <DayLine name="hypothesis.by" neededFor={words.needed} />
        <Lines name="hypothesis.reason" optional rows={2} />
      </Section>
      {kind === 'pilot' ? (
        <Section title={words.parts.criteria}>
          {(['scaleWhen', 'stopWhen'] as const).map((list) => (
            <Rows key={list} name={list} add={words.addCriterion}>
              {(row) => (
                <>
                  <Select name={`${row}.indicatorId`} options={choices.indicators} empty={words.choose} />
                  <div className="sp-pair">
                    <Select name={`${row}.direction`} options={directions} />
                    <NumberLine name={`${row}.value`} />
                  </div>
                  <DayLine name={`${row}.by`} />
                  <Lines name={`${row}.text`} optional rows={2} />
                </>
              )}
            </Rows>
          ))}
        </Section>
      ) : null}
    </>
  )
}
