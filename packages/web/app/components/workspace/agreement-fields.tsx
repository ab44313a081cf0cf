import { FIELDS, PLACE_PRECISIONS, TIME_PRECISIONS } from '@samenspel/standards/odrl'
import { useLanguage } from '../../language.ts'
import type { AreaChoices } from '../../workspace/areas.server.ts'
import { type FormValues, textAt, ticksAt } from '../../workspace/values.ts'
import { type Choice, Hidden, Line, Lines, NumberLine, Select, Ticks } from '../form/fields.tsx'
import { Rows } from '../form/rows.tsx'
import { Section } from '../page.tsx'
import { Paragraph } from '../text.tsx'
import { AreaField } from './area-field.tsx'
import { BoundLine } from './bound-line.tsx'
import { DutyFields } from './duty-fields.tsx'
import { MoreFields } from './more-fields.tsx'
import { optionsOf } from './options.ts'

export type AgreementChoices = {
  organisations: Choice[]
  datasets: Choice[]
  properties: Choice[]
  challenges: Choice[]
  purposes: Choice[]
  /** For each permission, in their order. */
  areas: AreaChoices[]
}

/** All fields of the text of an agreement; the page puts them in a form. */
export function AgreementFields({ choices }: { choices: AgreementChoices }) {
  const { t } = useLanguage()
  const words = t.editing.agreement
  const fold = useFold(choices)
  return (
    <>
      {['challengeId', 'allianceId', 'ownerId'].map((name) => (
        <Hidden key={name} name={name} />
      ))}
      <Section title={words.aboutTitle}>
        <Line name="title" />
        <Lines name="why" neededFor={words.neededToOffer} rows={3} />
        <div className="sp-pair">
          <BoundLine name="validFrom" optional />
          <BoundLine name="validThrough" optional />
        </div>
      </Section>
      <Section title={words.permissionsTitle}>
        <Paragraph>{words.permissionsText}</Paragraph>
        <Rows hideLabel name="permissions" add={words.addPermission} fold={fold}>
          {(row, index) => <PermissionFields row={row} choices={choices} areas={choices.areas[index]} />}
        </Rows>
      </Section>
      <Section title={words.prohibitionsTitle}>
        <Paragraph>{words.prohibitionsText}</Paragraph>
        <Rows hideLabel name="prohibitions" add={words.addProhibition} fold={fold}>
          {(row) => (
            <>
              <WhoAndWhat row={row} choices={choices} />
              <Purposes row={row} choices={choices} />
              <MoreFields
                row={row}
                names={RULE_LIMITS}
                title={words.moreLimits}
                text={words.moreRuleLimitsText}
              >
                <RuleLimits row={row} choices={choices} />
              </MoreFields>
            </>
          )}
        </Rows>
      </Section>
      <Section title={words.obligationsTitle}>
        <Paragraph>{words.obligationsText}</Paragraph>
        <Rows hideLabel name="obligations" add={words.addObligation} fold={fold}>
          {(row) => (
            <>
              <Hidden name={`${row}.id`} />
              <Ticks name={`${row}.organisationIds`} options={choices.organisations} />
              <DutyFields row={row} />
              <Ticks wide optional name={`${row}.datasetIds`} options={choices.datasets} />
            </>
          )}
        </Rows>
      </Section>
    </>
  )
}

/** What a row is about, in the words of its choices: who, what they do, and with which data. */
function useFold({ organisations, datasets }: AgreementChoices): (row: FormValues) => string {
  const { t } = useLanguage()
  const { deeds, rowAbout } = t.editing.agreement
  const labels = (options: readonly Choice[], chosen: readonly string[]) =>
    options.flatMap(({ value, label }) => (chosen.includes(value) ? [label] : [])).join(', ')
  return (row) => {
    const who = labels(organisations, ticksAt(row, 'organisationIds'))
    // An obligation says what must be done from the start; that alone does not tell it apart.
    const duty = who === '' ? '' : labels(optionsOf(t.agreements.duties), [textAt(row, 'kind')])
    return rowAbout(
      who,
      labels(optionsOf(deeds), ticksAt(row, 'actions')) || duty,
      labels(datasets, ticksAt(row, 'datasetIds')),
    )
  }
}

type OfRow = { row: string; choices: AgreementChoices }

function PermissionFields({ row, choices, areas }: OfRow & { areas: AreaChoices | undefined }) {
  const { t } = useLanguage()
  const words = t.editing.agreement
  const select = <T extends string>(values: readonly T[], names: Record<T, string>) =>
    values.map((value) => ({ value, label: names[value] }))
  return (
    <>
      <WhoAndWhat row={row} choices={choices} />
      <Purposes row={row} choices={choices} />
      <div className="sp-pair">
        <Select name={`${row}.place`} options={select(PLACE_PRECISIONS, words.places)} />
        <Select name={`${row}.time`} options={select(TIME_PRECISIONS, words.times)} />
      </div>
      <div className="sp-pair">
        <NumberLine name={`${row}.minimumGroup`} optional />
        <NumberLine name={`${row}.delayMinutes`} />
      </div>
      <MoreFields row={row} names={PERMISSION_LIMITS} title={words.moreLimits} text={words.moreLimitsText}>
        <RuleLimits row={row} choices={choices} />
        {areas ? <AreaField row={row} choices={areas} /> : null}
        <Ticks optional name={`${row}.fields`} options={select(FIELDS, words.fieldNames)} />
        <NumberLine name={`${row}.retentionDays`} optional />
      </MoreFields>
      <Rows name={`${row}.duties`} add={words.addDuty}>
        {(duty) => (
          <>
            <Hidden name={`${duty}.id`} />
            <DutyFields row={duty} />
          </>
        )}
      </Rows>
    </>
  )
}

function WhoAndWhat({ row, choices }: OfRow) {
  const { t } = useLanguage()
  return (
    <>
      <Hidden name={`${row}.id`} />
      <Ticks name={`${row}.organisationIds`} options={choices.organisations} />
      <Ticks wide name={`${row}.actions`} options={optionsOf(t.editing.agreement.actions)} />
      <Ticks wide name={`${row}.datasetIds`} options={choices.datasets} />
    </>
  )
}

function Purposes({ row, choices }: OfRow) {
  const { t } = useLanguage()
  const words = t.editing.agreement
  return (
    <>
      <Ticks wide name={`${row}.challengeIds`} options={choices.challenges} />
      <MoreFields row={row} names={['purposes']} title={words.otherPurposes} text={words.otherPurposesText}>
        <Ticks optional name={`${row}.purposes`} options={choices.purposes} />
      </MoreFields>
    </>
  )
}

/** What is folded away until it is needed. */
const RULE_LIMITS = ['roles', 'properties', 'from', 'until'] as const
const PERMISSION_LIMITS = [...RULE_LIMITS, 'areaCodes', 'areaSearch', 'fields', 'retentionDays'] as const

function RuleLimits({ row, choices }: OfRow) {
  const { t } = useLanguage()
  return (
    <>
      <Ticks optional name={`${row}.roles`} options={optionsOf(t.workspace.roles)} />
      {choices.properties.length > 0 ? (
        <Ticks optional name={`${row}.properties`} options={choices.properties} />
      ) : null}
      <div className="sp-pair">
        <BoundLine name={`${row}.from`} optional />
        <BoundLine name={`${row}.until`} optional />
      </div>
    </>
  )
}
