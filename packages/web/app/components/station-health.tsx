import type { SensorState, StationHealth } from '../api.ts'
import { capitalise, formatAge, formatDay, formatMoment, formatShare } from '../format.ts'
import { useLanguage } from '../language.ts'
import { Section } from './page.tsx'
import { Facts, Table } from './table.tsx'
import { Badge, Nothing, Paragraph } from './text.tsx'

/** How a station is: what is wrong, how much of what it should have measured is there, and how it was. */
export function StationHealthSection({ health, now }: { health: StationHealth | null; now: number }) {
  const { t, language } = useLanguage()
  const words = t.stationHealth
  if (!health) {
    return (
      <Section title={words.title} id="gezondheid">
        <Nothing>{words.unchecked}</Nothing>
      </Section>
    )
  }
  const day = (moment: string | null) => (moment ? formatDay(moment, language) : t.site.unknown)
  return (
    <Section title={words.title} id="gezondheid">
      <p className="sp-kicker">
        <States states={health.states} />
        <span>{words.checked(formatAge(health.checkedAt, now, language))}</span>
      </p>
      <Paragraph>{health.states.length === 0 ? words.allWell : words.explained}</Paragraph>
      <CaptureTable health={health} />
      <Facts
        items={[
          [words.firstSeen, day(health.firstSeen)],
          [words.lastSeen, health.lastSeen ? formatMoment(health.lastSeen, language) : t.site.unknown],
        ]}
      />
      <History health={health} />
    </Section>
  )
}

/** In words what is wrong, or that all is well. */
export function States({ states }: { states: readonly SensorState[] }) {
  const { t } = useLanguage()
  const words = t.stationHealth
  if (states.length === 0) return <Badge tone="success">{words.well}</Badge>
  return states.map((state) => (
    <Badge key={state} tone="warning">
      {words.states[state]}
    </Badge>
  ))
}

function CaptureTable({ health: { datastreams } }: { health: StationHealth }) {
  const { t, language } = useLanguage()
  const words = t.stationHealth
  const share = (capture: number | null) =>
    capture === null ? t.site.unknown : formatShare(Math.min(1, capture), language)
  return (
    <>
      <Table
        caption={words.captureTitle}
        columns={[
          { title: words.measures },
          { title: words.captureWeek, numeric: true },
          { title: words.captureMonth, numeric: true },
          { title: words.state },
        ]}
        rows={datastreams.map(({ datastreamId, title, states, capture7, capture30 }) => ({
          key: datastreamId,
          cells: [
            capitalise(title),
            share(capture7),
            share(capture30),
            <States key="states" states={states} />,
          ],
        }))}
      />
      <p className="sp-quiet sp-small sp-after-table">{words.captureText}</p>
    </>
  )
}

function History({ health: { history } }: { health: StationHealth }) {
  const { t, language } = useLanguage()
  const words = t.stationHealth
  if (history.length === 0) return null
  return (
    <details className="sp-details">
      <summary>{words.history}</summary>
      <ul className="sp-list">
        {history.map(({ changedAt, states }) => (
          <li key={changedAt}>
            <time dateTime={changedAt}>{formatMoment(changedAt, language)}</time>:{' '}
            {states.length === 0 ? words.well : states.map((state) => words.states[state]).join(', ')}
          </li>
        ))}
      </ul>
    </details>
  )
}
