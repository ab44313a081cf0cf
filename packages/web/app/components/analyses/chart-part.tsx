import type { ReactNode } from 'react'
import type { ShownAnswer } from '../../explore/load.server.ts'
import { formatNumber } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { ChartFigure } from '../chart.tsx'
import { Table } from '../table.tsx'
import { Paragraph } from '../text.tsx'

/** A chart of an analysis: its picture, what it shows in one sentence, and its figures as a table. */
export function AnswerFigure({ shown, src, beside }: { shown: ShownAnswer; src: string; beside?: boolean }) {
  const { t, language } = useLanguage()
  const { table } = shown
  if (shown.isEmpty) return <Paragraph>{shown.sentence}</Paragraph>
  return (
    <ChartFigure src={src} title={shown.title} sentence={shown.sentence} {...(beside ? { beside } : {})}>
      <Table caption={t.explore.table.caption(shown.what)} columns={table.columns} rows={table.rows} />
      {table.of > table.rows.length ? (
        <p>
          {t.analyses.tablePart(formatNumber(table.rows.length, language), formatNumber(table.of, language))}
        </p>
      ) : null}
    </ChartFigure>
  )
}

/** The links under a chart. */
export function ChartLinks({ children }: { children: ReactNode }) {
  return <p className="sp-chart-links">{children}</p>
}
