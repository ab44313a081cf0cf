import type { Decision } from '../../api.ts'
import { useLanguage } from '../../language.ts'
import { textAt } from '../../workspace/values.ts'
import { type Choice, Line, Lines, NumberLine, Select } from '../form/fields.tsx'
import { Rows } from '../form/rows.tsx'
import { Heading, Paragraph } from '../text.tsx'
import { nameOfParty, PartyFields } from './party-fields.tsx'

const INVOLVEMENTS: Decision['involved'][number]['how'][] = ['consulted', 'informed', 'not-involved']
const FOLLOWED: NonNullable<Decision['advice'][number]['followed']>[] = ['yes', 'partly', 'no']
const DISSENTERS: NonNullable<Decision['dissent'][number]['as']>[] = ['function', 'party']
const GROUNDS: NonNullable<Decision['dissent'][number]['on']>[] = [
  'law',
  'cost',
  'effect',
  'fairness',
  'procedure',
  'evidence',
  'other',
]

/** Who was involved, what they advised, who did not agree, and how a body voted. */
export function Voices({ parties }: { parties: Choice[] }) {
  const { t } = useLanguage()
  const words = t.editing.decision
  const choices = <T extends string>(values: readonly T[], names: Record<T, string>) =>
    values.map((value) => ({ value, label: names[value] }))
  return (
    <>
      <Paragraph>{words.involvedText}</Paragraph>
      <Rows name="involved" add={words.addInvolved} fold={(row) => nameOfParty(row, parties)}>
        {(row) => (
          <>
            <div className="sp-pair">
              <PartyFields row={row} parties={parties} />
            </div>
            <Select name={`${row}.how`} options={choices(INVOLVEMENTS, t.decisions.involvements)} />
            <Lines name={`${row}.note`} optional rows={2} />
          </>
        )}
      </Rows>
      <Rows name="advice" add={words.addAdvice} fold={(row) => textAt(row, 'who')}>
        {(row) => (
          <>
            <Line name={`${row}.who`} />
            <Lines name={`${row}.advice`} rows={2} />
            <Select
              name={`${row}.followed`}
              options={choices(FOLLOWED, t.decisions.followed)}
              empty={words.notSaid}
              later
            />
            <Lines name={`${row}.answer`} later rows={2} />
          </>
        )}
      </Rows>
      <Rows name="dissent" add={words.addDissent} fold={(row) => textAt(row, 'who')}>
        {(row) => (
          <>
            <Line name={`${row}.who`} />
            <div className="sp-pair">
              <Select
                name={`${row}.as`}
                options={choices(DISSENTERS, t.decisions.dissenters)}
                empty={words.notSaid}
                optional
              />
              <Select
                name={`${row}.on`}
                options={choices(GROUNDS, t.decisions.grounds)}
                empty={words.notSaid}
                optional
              />
            </div>
            <Lines name={`${row}.ground`} later rows={2} />
            <Lines name={`${row}.answer`} later rows={2} />
          </>
        )}
      </Rows>
      <Heading level={3}>{words.votesTitle}</Heading>
      <Line name="votes.body" optional />
      <Counts of="votes" />
      <Rows name="votes.factions" add={words.addFaction} fold={(row) => textAt(row, 'name')}>
        {(row) => (
          <>
            <Line name={`${row}.name`} />
            <Counts of={row} />
          </>
        )}
      </Rows>
    </>
  )
}

function Counts({ of }: { of: string }) {
  return (
    <div className="sp-triple">
      <NumberLine name={`${of}.for`} optional />
      <NumberLine name={`${of}.against`} optional />
      <NumberLine name={`${of}.abstained`} optional />
    </div>
  )
}
