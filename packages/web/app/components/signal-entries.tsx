import type { Signal } from '../api.ts'
import { formatDay, formatValue } from '../format.ts'
import { useLanguage } from '../language.ts'
import type { loadSignals } from '../load-signals.server.ts'
import { pathsOf } from '../paths.ts'
import { describeSignals, groupSignals, nameSignals, type SignalGroup } from '../signal-view.ts'
import { Entry, NextPage } from './lists.tsx'
import { Section } from './page.tsx'
import { Badge, TextLink } from './text.tsx'

const SIGNAL_TONES = {
  open: 'warning',
  cleared: 'neutral',
  decided: 'success',
  withdrawn: 'neutral',
} as const

/** @param isPreparing whether a decision about it is being prepared */
export function SignalBadge({ state, isPreparing }: { state: Signal['state']; isPreparing?: boolean }) {
  const { t } = useLanguage()
  const words = state === 'open' && isPreparing ? t.signals.preparing : t.signals.states[state]
  return <Badge tone={SIGNAL_TONES[state]}>{words}</Badge>
}

/**
 * A list of signals. Those of one indicator that began on one day are one line, which opens to their areas.
 * @param isPreparing whether a decision about a signal is being prepared, as far as this reader may know
 * @param inWorkspace leads to where a decision about a signal can be started
 */
export function SignalEntries({
  items,
  isPreparing = () => false,
  inWorkspace = false,
  level = 3,
  today,
}: {
  items: Signal[]
  isPreparing?: (signal: Signal) => boolean
  inWorkspace?: boolean
  level?: 2 | 3
  /** With the day of today it says until when each may wait for a decision, and which are overdue. */
  today?: string
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const to = inWorkspace ? paths.openSignal : paths.signal
  return (
    <ul className="sp-entries">
      {groupSignals(items).map((group) => {
        const [first] = group
        const about = describeSignals(group, t, language)
        const meta = (
          <>
            <SignalBadge state={first.state} isPreparing={group.every(isPreparing)} />{' '}
            {first.kind === 'threshold' ? null : <span>{t.signalKinds.names[first.kind]}</span>}{' '}
            <time dateTime={first.openedAt}>{formatDay(first.openedAt, language)}</time>{' '}
            {today === undefined || first.state !== 'open' ? null : <SignalDue group={group} today={today} />}
          </>
        )
        return group.length === 1 ? (
          <Entry
            key={first.id}
            to={to(first.id)}
            name={nameSignals(group, t)}
            isOurs
            about={about}
            meta={meta}
            level={level}
          />
        ) : (
          <li key={first.id} className="sp-entry">
            <p className="sp-entry-meta">{meta}</p>
            <GroupOfAreas group={group} about={about} to={to} level={level} />
          </li>
        )
      })}
    </ul>
  )
}

/** Until when the first of them may wait, or that it waits too long. */
export function SignalDue({ group, today }: { group: SignalGroup; today: string }) {
  const { t, language } = useLanguage()
  const dueOn = group.map(({ term }) => term.dueOn).toSorted()[0] ?? ''
  if (dueOn < today) return <Badge tone="danger">{t.signalKinds.overdue}</Badge>
  return <span>{t.signalKinds.dueOn(formatDay(dueOn, language))}</span>
}

function GroupOfAreas({
  group,
  about,
  to,
  level,
}: {
  group: SignalGroup
  about: string
  to: (id: string) => string
  level: 2 | 3
}) {
  const { t, language } = useLanguage()
  const Title = `h${level}` as const
  return (
    <details className="sp-signal-group">
      <summary>
        <Title className="sp-entry-name">{nameSignals(group, t)}</Title>
        <span className="sp-entry-about">{about}</span>
      </summary>
      <ul className="sp-plain-list">
        {group
          .toSorted((a, b) => a.areaName.localeCompare(b.areaName, language))
          .map(({ id, areaName, peakValue, unit }) => (
            <li key={id}>
              <TextLink to={to(id)}>{areaName}</TextLink>{' '}
              {peakValue === null ? null : (
                <span className="sp-quiet">({formatValue(peakValue, unit, language)})</span>
              )}
            </li>
          ))}
      </ul>
    </details>
  )
}

/**
 * The signals of the past, by state: the latest of each, or one state with the way to earlier ones.
 * @param ofState makes the address of the page with those in one state
 */
export function PastSignals({
  past,
  only,
  ofState,
  inWorkspace = false,
}: Pick<Awaited<ReturnType<typeof loadSignals>>, 'past' | 'only'> & {
  ofState: (state: string) => string
  inWorkspace?: boolean
}) {
  const { t } = useLanguage()
  const words = t.signals
  return past.map(({ state, items, next }) =>
    items.length > 0 ? (
      <Section key={state} title={words.groups[state]}>
        <SignalEntries items={items} inWorkspace={inWorkspace} />
        {only || next === null ? (
          <NextPage next={next} />
        ) : (
          <p>
            <TextLink to={ofState(state)}>{words.all[state]}</TextLink>
          </p>
        )}
      </Section>
    ) : null,
  )
}
