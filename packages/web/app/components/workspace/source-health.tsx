import { useLanguage } from '../../language.ts'
import type { InboundSource } from '../../workspace/intake-api.ts'
import { healthOf } from '../../workspace/source-form.ts'
import { Badge } from '../text.tsx'

const TONES = { silent: 'neutral', works: 'success', refuses: 'warning', paused: 'neutral' } as const

/** How a source is doing, in colour and in words. */
export function SourceHealth({ source }: { source: InboundSource }) {
  const { t } = useLanguage()
  const health = healthOf(source)
  return <Badge tone={TONES[health]}>{t.intake.sources.health[health]}</Badge>
}
