import { FLAGS, type Flag } from '@samenspel/standards/quality'
import type { Ruling } from '../api.ts'
import { formatMoment, formatNumber } from '../format.ts'
import { useLanguage } from '../language.ts'
import { Section } from './page.tsx'
import { Facts } from './table.tsx'
import { Nothing, Paragraph, TextLink } from './text.tsx'

/** What is doubtful about the values that are shown, what each flag means, and what people said of it. */
export function DatastreamFlags({
  flagged,
  flags,
  rulings,
  rule,
}: {
  /** How many values have a flag, of how many. */
  flagged: { values: number; of: number }
  /** The flags that single values have here; empty when hours or days are shown. */
  flags: Flag[]
  rulings: Ruling[]
  /** Address of the page for judging values, for who may. */
  rule: string | null
}) {
  const { t, language } = useLanguage()
  const words = t.datastream.flags
  return (
    <Section
      title={words.title}
      id="vlaggen"
      aside={rule ? <TextLink to={rule}>{words.rule}</TextLink> : null}
    >
      <Paragraph>
        {flagged.values === 0
          ? words.none
          : words.sentence(formatNumber(flagged.values, language), formatNumber(flagged.of, language))}
      </Paragraph>
      {flags.length > 0 ? (
        <Facts items={flags.map((flag) => [words.names[flag], FLAGS[flag][language]])} />
      ) : null}
      {flags.length === 0 && flagged.values > 0 ? <Nothing>{words.zoomIn}</Nothing> : null}
      {rulings.length > 0 ? (
        <>
          <Paragraph>
            <strong>{words.rulings}</strong>
          </Paragraph>
          <ul className="sp-list">
            {rulings.map((ruling) => (
              <li key={ruling.id}>
                {words.ruled[ruling.verdict](
                  formatMoment(ruling.from, language),
                  formatMoment(ruling.to, language),
                )}{' '}
                {ruling.reason}
                {ruling.withdrawnAt ? (
                  <span className="sp-quiet">
                    {' '}
                    ({words.withdrawn(formatMoment(ruling.withdrawnAt, language))})
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Section>
  )
}
