import { Paragraph } from '../components/text.tsx'
import { formatValue } from '../format.ts'
import { useLanguage } from '../language.ts'
import type { MapContent } from './content.ts'
import { countCells, type Third, TWO_COLOURS, thirdOf } from './two-measures.ts'

/** What the nine colours mean, with how many areas each is. */
export function TwoLegend({ content }: { content: Extract<MapContent, { kind: 'two' }> }) {
  const { t, language } = useLanguage()
  const { thirds, title, unit, other, rows } = content
  if (!thirds) return <Paragraph>{t.maps.noThirds}</Paragraph>
  const [first, second] = thirds
  const cells = rows.flatMap(({ value, other: beside }): [Third, Third][] =>
    value === null || beside === null ? [] : [[thirdOf(value, first), thirdOf(beside, second)]],
  )
  const counts = countCells(cells)
  const [low, middle, high] = t.maps.two.thirds
  const names = [low, middle, high]
  const show = (value: number, of: string) => formatValue(value, of, language)
  return (
    <div className="sp-two-legend">
      <table>
        <caption>{t.maps.two.legend}</caption>
        <thead>
          <tr>
            <td />
            {names.map((name) => (
              <th scope="col" key={name}>
                <span className="sp-hidden">{title}: </span>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[2, 1, 0].map((row) => (
            <tr key={row}>
              <th scope="row">
                <span className="sp-hidden">{other.title}: </span>
                {names[row]}
              </th>
              {TWO_COLOURS[row as Third].map((colour, column) => (
                <td key={colour}>
                  <svg viewBox="0 0 40 40" aria-hidden="true" focusable="false">
                    <rect width="40" height="40" fill={colour} />
                  </svg>
                  <span>{counts[row]?.[column] ?? 0}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <Paragraph>{t.maps.two.text(title, other.title)}</Paragraph>
        <Paragraph>
          {t.maps.two.bounds(title, show(first.middle, unit), show(first.high, unit))}{' '}
          {t.maps.two.bounds(other.title, show(second.middle, other.unit), show(second.high, other.unit))}
        </Paragraph>
        <Paragraph>{t.maps.two.warning}</Paragraph>
      </div>
    </div>
  )
}
