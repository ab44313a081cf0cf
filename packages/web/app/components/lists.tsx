import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import type { Challenge, DecisionSummary } from '../api.ts'
import { formatDay } from '../format.ts'
import { useLanguage } from '../language.ts'
import type { Step } from '../loop.ts'
import type { DecisionOutcome } from '../outcomes/api.ts'
import { continueAt, pathsOf } from '../paths.ts'
import { CameLine } from './outcomes/came-line.tsx'
import { Badge, writtenIn } from './text.tsx'

/** The way to the rest of a long list, when there is more. */
export function NextPage({ next }: { next: string | null }) {
  const { t } = useLanguage()
  const { pathname, search } = useLocation()
  if (next === null) return null
  return (
    <p>
      <Link to={continueAt(pathname, search, next)} rel="next" className="nl-link sp-link-strong">
        {t.site.newPage}
      </Link>
    </p>
  )
}

/** One thing in a list of pages: its name as the link, what kind of thing it is, and one line about it. */
export function Entry({
  to,
  name,
  about,
  meta,
  level = 3,
  isOurs = false,
}: {
  to: string
  name: string
  /** Whether the site wrote the name, in the language of the page. */
  isOurs?: boolean
  about?: ReactNode
  meta?: ReactNode
  level?: 2 | 3
}) {
  const Title = `h${level}` as const
  const { language } = useLanguage()
  return (
    <li className="sp-entry">
      {meta ? <p className="sp-entry-meta">{meta}</p> : null}
      <Title className="sp-entry-name">
        <Link to={to} className="nl-link" {...(isOurs ? {} : writtenIn(language))}>
          {name}
        </Link>
      </Title>
      {about ? <p className="sp-entry-about">{about}</p> : null}
    </li>
  )
}

/** @param step the part of each challenge to lead to; its beginning when not given */
export function ChallengeEntries({
  items,
  level,
  step,
}: {
  items: Challenge[]
  level?: 2 | 3
  step?: Step | undefined
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <ul className="sp-entries">
      {items.map(({ id, slug, title, summary, phase }) => (
        <Entry
          key={id}
          to={paths.challenge(slug, step)}
          name={title}
          about={summary}
          meta={<Badge>{t.phases[phase]}</Badge>}
          level={level ?? 3}
        />
      ))}
    </ul>
  )
}

const DECISION_TONES = {
  preparing: 'warning',
  open: 'warning',
  'in-force': 'success',
  'to-be-changed': 'danger',
  reopened: 'danger',
  replaced: 'neutral',
  withdrawn: 'neutral',
} as const

export function DecisionBadge({ standing }: { standing: DecisionSummary['standing'] }) {
  const { t } = useLanguage()
  return <Badge tone={DECISION_TONES[standing]}>{t.decisions.standings[standing]}</Badge>
}

function describeChoice(
  { chosenOption, outcome }: Pick<DecisionSummary, 'chosenOption' | 'outcome'>,
  { decisions }: ReturnType<typeof useLanguage>['t'],
): string {
  const answer = outcome ? decisions.outcomes[outcome] : null
  if (chosenOption && answer) return decisions.chosenOf(chosenOption, answer)
  return chosenOption ?? answer ?? decisions.notDecided
}

/** @param outcomes what came of these decisions */
export function DecisionEntries({
  items,
  level,
  outcomes = [],
}: {
  items: DecisionSummary[]
  level?: 2 | 3
  outcomes?: readonly DecisionOutcome[]
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <ul className="sp-entries">
      {items.map((decision) => (
        <Entry
          key={decision.id}
          to={paths.decision(decision.slug)}
          name={decision.title}
          about={
            <>
              {describeChoice(decision, t)}
              <CameLine items={outcomes.filter(({ decisionId }) => decisionId === decision.id)} />
            </>
          }
          meta={
            <>
              <DecisionBadge standing={decision.standing} />{' '}
              {decision.publishedAt && decision.decidedOn ? (
                <time dateTime={decision.decidedOn}>{formatDay(decision.decidedOn, language)}</time>
              ) : null}{' '}
              {decision.decidedBy ? <span>{t.decisions.takenBy(decision.decidedBy)}</span> : null}
            </>
          }
          level={level ?? 3}
        />
      ))}
    </ul>
  )
}
