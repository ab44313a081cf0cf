/** What the pages share of what is fetched on schedule: a connector of measurements, a table of StatLine. */
import { formatMoment } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import type { Connector } from '../../workspace/intake-api.ts'
import { PressButton } from '../form/press-button.tsx'
import { Section } from '../page.tsx'
import { Nothing, Paragraph } from '../text.tsx'

type Pulled = Pick<Connector, 'name' | 'paused' | 'lastError' | 'lastErrorAt' | 'failures'>

/** Fetch now, pause or go on. */
export function PullButtons({ name, paused }: Pick<Pulled, 'name' | 'paused'>) {
  const { t } = useLanguage()
  const words = t.intake.connectors
  const presses = paused ? (['resume'] as const) : (['run', 'pause'] as const)
  return (
    <div className="sp-actions">
      {presses.map((what) => (
        <PressButton key={what} what={what} values={{}} label={`${words[what]}: ${name}`}>
          {words[what]}
        </PressButton>
      ))}
    </div>
  )
}

/** What went wrong last. */
export function LastError({ lastError, lastErrorAt, failures }: Omit<Pulled, 'name' | 'paused'>) {
  const { t, language } = useLanguage()
  const words = t.intake.connectors
  return (
    <Section title={words.errorTitle}>
      {lastError && lastErrorAt ? (
        <>
          <Paragraph>{lastError[language]}</Paragraph>
          <Nothing>{words.errorAt(formatMoment(lastErrorAt, language), failures)}</Nothing>
        </>
      ) : (
        <Nothing>{words.noError}</Nothing>
      )}
    </Section>
  )
}
