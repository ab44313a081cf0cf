import type { Decision } from '../../api.ts'
import { useLanguage } from '../../language.ts'
import { Section } from '../page.tsx'
import { Table } from '../table.tsx'
import { Badge, Nothing } from '../text.tsx'

const INVOLVEMENT_TONES = { consulted: 'success', informed: 'neutral', 'not-involved': 'warning' } as const

/** Who was involved before the choice, and what they advised. */
export function Involved({ decision: { involved, advice } }: { decision: Decision }) {
  const { t } = useLanguage()
  const words = t.decisions
  return (
    <>
      <Section title={words.involved}>
        {involved.length === 0 ? <Nothing>{words.noInvolved}</Nothing> : null}
        <ul className="sp-sources">
          {involved.map(({ party, partyId, how, note }) => (
            <li key={partyId ?? party}>
              <strong>{party}</strong> <Badge tone={INVOLVEMENT_TONES[how]}>{words.involvements[how]}</Badge>
              {note ? <p>{note}</p> : null}
            </li>
          ))}
        </ul>
      </Section>
      {advice.length > 0 ? (
        <Section title={words.advice}>
          <ul className="sp-sources">
            {advice.map((each) => (
              <li key={`${each.who} ${each.advice}`}>
                <strong>{each.who}</strong>{' '}
                {each.followed ? <Badge>{words.followed[each.followed]}</Badge> : null}
                <blockquote>{each.advice}</blockquote>
                <p>
                  <span className="sp-quiet">{words.answer}: </span>
                  {each.answer || t.site.notFilledIn}
                </p>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  )
}

export function Dissent({ decision: { dissent } }: { decision: Decision }) {
  const { t } = useLanguage()
  const words = t.decisions
  return (
    <Section title={words.dissent}>
      {dissent.length === 0 ? <Nothing>{words.noDissent}</Nothing> : null}
      <ul className="sp-sources">
        {dissent.map(({ who, as, on, ground, answer }) => (
          <li key={`${who} ${ground}`}>
            <strong>{who}</strong>
            {as ? <span className="sp-quiet"> ({words.dissenters[as]})</span> : null}
            {on ? <p className="sp-quiet">{words.onGround(words.grounds[on])}</p> : null}
            <blockquote>{ground}</blockquote>
            <p>
              <span className="sp-quiet">{words.answer}: </span>
              {answer || t.site.notFilledIn}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function Votes({ decision: { votes } }: { decision: Decision }) {
  const { t } = useLanguage()
  const words = t.decisions
  if (!votes) return null
  const counted = (counts: typeof votes | (typeof votes.factions)[number]) => [
    counts.for,
    counts.against,
    counts.abstained,
  ]
  return (
    <Section title={words.votes}>
      <Table
        caption={words.votesOf(votes.body)}
        columns={[
          { title: words.faction },
          { title: words.for, numeric: true },
          { title: words.against, numeric: true },
          { title: words.abstained, numeric: true },
        ]}
        rows={[
          ...votes.factions.map((each) => ({ key: each.name, cells: [each.name, ...counted(each)] })),
          { key: '', cells: [words.total, ...counted(votes)] },
        ]}
      />
    </Section>
  )
}
