import type { ChartKind } from '@samenspel/standards/explorations'
import { Link } from 'react-router'
import type { Explorer, ShownAnswer } from '../../explore/load.server.ts'
import type { AnswerTable } from '../../explore/table.ts'
import { capitalise, formatNumber, formatShare } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { numbersOf } from '../../remarks/marks.ts'
import { ChartFigure } from '../chart.tsx'
import { Section } from '../page.tsx'
import { RemarkList } from '../remarks/remarks-section.tsx'
import { Table } from '../table.tsx'
import { Paragraph } from '../text.tsx'
import { ActionLink } from '../workspace/action-link.tsx'
import { ExploreDownloads } from './downloads.tsx'

type Props = { shown: ShownAnswer; chart: ChartKind; query: string }
type Said = Pick<Explorer, 'remarks' | 'marks' | 'publicUrl'>

/** An answer: its chart and sentence, the figures, how to read them, and how to take them along. */
export function ExploreAnswer({ shown, chart, query, ...said }: Props & Said) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <>
      <Section title={shown.title} id="antwoord">
        {shown.isEmpty ? (
          <Paragraph>{shown.sentence}</Paragraph>
        ) : (
          <ChartFigure isMain src={paths.exploreChart(query)} title={shown.title} sentence={shown.sentence}>
            <AnswerFigures table={shown.table} title={shown.what} query={query} />
          </ChartFigure>
        )}
      </Section>
      {said.marks.length > 0 ? (
        <Section title={t.remarks.title} id="opmerkingen">
          <p className="sp-small">{t.remarks.marks}</p>
          <RemarkList items={inOrder(said)} numbers={numbersOf(said.marks)} withPlace />
          <p className="sp-quiet sp-small">{t.remarks.notChecked}</p>
        </Section>
      ) : null}
      <div className="sp-actions">
        <ActionLink to={paths.newAnalysis(query)}>{t.analyses.my.make}</ActionLink>
      </div>
      <Section title={t.explore.notes.title}>
        <HowToRead shown={shown} chart={chart} query={query} />
      </Section>
      <Section title={t.explore.downloads.title}>
        <ExploreDownloads query={query} chart={shown.isEmpty ? null : shown} publicUrl={said.publicUrl} />
      </Section>
    </>
  )
}

/** Remarks in the order of their numbers in the chart. */
function inOrder({ remarks, marks }: Omit<Said, 'publicUrl'>) {
  return marks.flatMap(({ id }) => remarks.filter((remark) => remark.id === id))
}

function AnswerFigures({ table, title, query }: { table: AnswerTable; title: string; query: string }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.explore.table
  const count = (n: number) => formatNumber(n, language)
  const step = table.to - table.from + 1
  return (
    <>
      <Table caption={words.caption(title)} columns={table.columns} rows={table.rows} />
      {table.of > step ? (
        <nav className="sp-table-pages" aria-label={words.caption(title)}>
          <span>{words.rows(count(table.from), count(table.to), count(table.of))}</span>
          {table.from > 1 ? (
            <Link
              className="nl-link"
              preventScrollReset
              to={paths.explore(query, Math.max(1, table.from - 100))}
            >
              {words.earlier}
            </Link>
          ) : null}
          {table.to < table.of ? (
            <Link className="nl-link" preventScrollReset to={paths.explore(query, table.to + 1)}>
              {words.later}
            </Link>
          ) : null}
        </nav>
      ) : null}
    </>
  )
}

/** What the values are, how sure, and what is not in them. */
function HowToRead({ shown, chart }: Props) {
  const { t, language } = useLanguage()
  const words = t.explore.notes
  const isPattern = chart === 'day' || chart === 'week'
  const general = [
    ...(shown.isFigure ? [words.figure] : [words.mean(t.explore.steps[shown.step])]),
    ...(shown.hasBand ? [isPattern ? words.usual : words.band] : []),
    ...(chart === 'rose' ? [words.wind] : []),
    ...(chart === 'lines' || chart === 'calendar' ? [words.gaps] : []),
    ...(shown.isFigure || shown.places.every(({ key }) => /^(station|datastream):/.test(key))
      ? []
      : [words.singly]),
  ]
  const perPlace = shown.places.flatMap(({ title, stations, coverage, otherUnit, tooCoarse }) => [
    ...(stations > 0
      ? [words.stations(title, stations, formatShare(coverage, language))]
      : shown.isFigure
        ? []
        : [words.noStations(title)]),
    ...(otherUnit > 0 ? [words.otherUnit(title, otherUnit)] : []),
    ...(tooCoarse > 0 ? [words.tooCoarse(title, tooCoarse)] : []),
  ])
  return (
    <ul className="sp-list">
      {[...perPlace, ...general].map((sentence) => (
        <li key={sentence}>{capitalise(sentence)}</li>
      ))}
    </ul>
  )
}
