import type { EvaluationChoices } from '../../evaluations/choices.server.ts'
import { useLanguage } from '../../language.ts'
import { DayLine, Line, Lines, Radios, Select, Ticks } from '../form/fields.tsx'
import { Section } from '../page.tsx'
import { Table } from '../table.tsx'
import { Badge, Nothing, Paragraph } from '../text.tsx'

const SHAPES = ['level', 'level-and-slope'] as const

/** All fields of what is looked at; the page puts them in a form. */
export function WhatFields({ choices, isDifferent }: { choices: EvaluationChoices; isDifferent: boolean }) {
  const { t } = useLanguage()
  const words = t.evaluationDesk
  const { found, indicators, areas, comparisons, others } = choices
  return (
    <>
      <Section title={words.parts.question}>
        <Line name="title" />
        <Select name="indicatorId" options={indicators} />
      </Section>
      <Section title={words.parts.where}>
        <Ticks name="areaCodes" options={areas} />
        {comparisons.length > 0 ? (
          <Ticks
            name="comparisonCodes"
            optional
            options={comparisons.map(({ value, label, isNeighbour }) => ({
              value,
              label: isNeighbour ? `${label} (${words.what.neighbour})` : label,
            }))}
          />
        ) : (
          <Nothing>{words.what.noComparisons}</Nothing>
        )}
        {others.length > 0 ? <Ticks name="otherInterventionIds" optional wide options={others} /> : null}
      </Section>
      <Section title={words.parts.when}>
        <div className="sp-pair">
          <DayLine name="from" optional />
          <DayLine name="until" optional />
        </div>
      </Section>
      <Section title={words.parts.how}>
        {found ? <Designs found={found} /> : null}
        <Select
          name="design"
          optional
          hideOptional
          empty={words.what.asProposed(found ? t.evaluations.methods[found.design].name : '')}
          options={(found?.designs ?? [])
            .filter(({ fits }) => fits)
            .map(({ design }) => ({ value: design, label: t.evaluations.methods[design].name }))}
        />
        <div className="sp-pair">
          <Select
            name="step"
            optional
            hideOptional
            empty={words.what.asProposed(found ? words.stepNames[found.step] : '')}
            options={(found?.steps ?? []).map((value) => ({ value, label: words.stepNames[value] }))}
          />
        </div>
        <Radios
          name="shape"
          options={SHAPES.map((value) => ({
            value,
            label: words.shapes[value],
            hint: words.shapeHints[value],
          }))}
        />
      </Section>
      <Section title={words.parts.plan}>
        <PlanDifferences found={found} />
        <Lines
          name="deviation"
          rows={3}
          {...(isDifferent ? { neededFor: words.needed } : { optional: true })}
        />
      </Section>
    </>
  )
}

type Found = NonNullable<EvaluationChoices['found']>

/** Which ways fit these figures, and why the others do not. */
function Designs({ found }: { found: Found }) {
  const { t, language } = useLanguage()
  const words = t.evaluationDesk
  const { treated, compared, before, after } = found.material
  return (
    <>
      <Paragraph>
        {words.what.material(treated, compared, before, after, words.stepNames[found.step])}
      </Paragraph>
      <Table
        caption={words.what.designs}
        stacks="named"
        columns={[{ title: words.what.design }, { title: words.what.fit }, { title: words.what.why }]}
        rows={found.designs.map(({ design, fits, why }) => ({
          key: design,
          cells: [
            t.evaluations.methods[design].name,
            <Badge key="fits" tone={fits ? 'success' : 'neutral'}>
              {fits ? (design === found.design ? words.what.chosen : words.what.fits) : words.what.fitsNot}
            </Badge>,
            why?.[language] ?? t.evaluations.methods[design].text,
          ],
        }))}
      />
    </>
  )
}

function PlanDifferences({ found }: { found: Found | null }) {
  const { t, language } = useLanguage()
  const words = t.evaluationDesk.what
  if (!found) return null
  if (found.planDeviations.length === 0) return <Paragraph>{words.asPlanned}</Paragraph>
  return (
    <>
      <Paragraph>{words.differs}</Paragraph>
      <ul className="sp-list">
        {found.planDeviations.map((each) => (
          <li key={`${each.field} ${each.nl}`}>{each[language]}</li>
        ))}
      </ul>
    </>
  )
}
