import { valueColumn } from '../../evaluations/view.ts'
import { formatFixed, formatValue } from '../../format.ts'
import type { DesignHelp } from '../../interventions/api.ts'
import { useLanguage } from '../../language.ts'
import { Section } from '../page.tsx'
import { Table } from '../table.tsx'
import { Nothing, Paragraph } from '../text.tsx'

const MOST_ROWS = 15

/** What a design can show, and which areas were most alike. */
export function DesignAnswer({ help, outside }: { help: DesignHelp; outside: string[] }) {
  const { t, language } = useLanguage()
  const words = t.interventionDesk.design
  const { detectable, candidates, sentence, indicator } = help
  const number = (value: number) => formatFixed(value, '', language, 2)
  const shown = candidates.slice(0, MOST_ROWS)
  const ranked = shown.filter(({ rank }) => rank !== null)
  const stray = valueColumn([0, ...ranked.map(({ straying }) => straying)], indicator.unit, language)
  const level = valueColumn([0, ...shown.map((each) => each.levelDifference)], indicator.unit, language)
  return (
    <>
      <Section title={words.smallest}>
        <p className="sp-question">{sentence[language]}</p>
        {detectable ? (
          <Paragraph className="sp-quiet">
            {words.designs[detectable.design]}{' '}
            {detectable.spread === null || detectable.autocorrelation === null
              ? ''
              : words.details(
                  formatValue(detectable.spread, indicator.unit, language),
                  number(detectable.autocorrelation),
                )}
          </Paragraph>
        ) : null}
        {outside.length > 0 ? <Paragraph>{words.withoutFigures(outside.join(', '))}</Paragraph> : null}
      </Section>
      <Section title={words.tableTitle}>
        {candidates.length === 0 ? (
          <Nothing>{words.noCandidates}</Nothing>
        ) : (
          <>
            <Paragraph>{words.tableText}</Paragraph>
            <Table
              caption={words.tableTitle}
              hideCaption
              stacks="named"
              columns={[
                { title: words.area },
                { title: words.straying, numeric: true },
                { title: words.correlation, numeric: true },
                { title: words.level, numeric: true },
              ]}
              rows={shown.map((each) => ({
                key: each.code,
                cells: [
                  <>
                    {each.name}
                    {each.isNeighbour ? <span className="sp-quiet"> ({words.neighbour})</span> : null}
                    {each.hasGaps ? <span className="sp-quiet"> ({words.gaps})</span> : null}
                  </>,
                  each.rank === null ? '–' : stray(each.straying),
                  each.correlation === null ? '–' : number(each.correlation),
                  level(each.levelDifference),
                ],
              }))}
            />
          </>
        )}
      </Section>
    </>
  )
}
