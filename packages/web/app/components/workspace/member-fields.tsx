import { useLanguage } from '../../language.ts'
import { textAt } from '../../workspace/values.ts'
import { type Choice, DayLine, Hidden, Line, Lines, Select } from '../form/fields.tsx'
import { Rows } from '../form/rows.tsx'
import { Section } from '../page.tsx'
import { Nothing, Paragraph } from '../text.tsx'
import { optionsOf } from './options.ts'

/**
 * All fields of a member of an alliance; the page puts them in a form.
 * @param organisations to choose from for a new member; undefined for one that is there
 * @param others the other members
 */
export function MemberFields({
  organisations,
  others,
}: {
  organisations: Choice[] | undefined
  others: Choice[]
}) {
  const { t } = useLanguage()
  const words = t.editing.allianceMember
  return (
    <>
      <Section title={words.basicsTitle}>
        {organisations ? (
          <Select name="organisationId" options={organisations} empty={t.forms.choose} />
        ) : (
          <Hidden name="organisationId" />
        )}
        <Select name="role" options={optionsOf(t.partyRoles)} />
        <DayLine name="enteredOn" />
      </Section>
      <Section title={words.contributionsTitle}>
        <Rows hideLabel name="contributions" add={words.addContribution} fold={(row) => textAt(row, 'text')}>
          {(row) => (
            <>
              <Select name={`${row}.kind`} options={optionsOf(t.alliances.contributions)} />
              <Lines name={`${row}.text`} rows={2} />
            </>
          )}
        </Rows>
      </Section>
      <Section title={words.effectsTitle}>
        <Paragraph>{words.effectsText}</Paragraph>
        {others.length === 0 ? (
          <Nothing>{words.effectsNone}</Nothing>
        ) : (
          <Rows hideLabel name="effects" add={words.addEffect} fold={(row) => textAt(row, 'text')}>
            {(row) => (
              <>
                <Select name={`${row}.organisationId`} options={others} empty={t.forms.choose} />
                <Lines name={`${row}.text`} rows={2} />
              </>
            )}
          </Rows>
        )}
      </Section>
      <Section title={words.mandatesTitle}>
        <Rows hideLabel name="mandates" add={words.addMandate} fold={(row) => textAt(row, 'subject')}>
          {(row) => (
            <>
              <Line name={`${row}.subject`} />
              <Line name={`${row}.reference`} optional />
            </>
          )}
        </Rows>
      </Section>
      {organisations ? null : (
        <Section title={words.exitTitle}>
          <DayLine name="leftOn" optional />
          <Lines name="leaveReason" optional rows={2} />
        </Section>
      )}
    </>
  )
}
