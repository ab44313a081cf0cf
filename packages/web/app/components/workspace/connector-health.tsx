import { useLanguage } from '../../language.ts'
import type { Connector } from '../../workspace/intake-api.ts'
import { Badge } from '../text.tsx'

const TONES = { waiting: 'neutral', healthy: 'success', failing: 'danger', paused: 'neutral' } as const

/** Whether a connector works, in colour and in words. */
export function ConnectorHealth({ health }: { health: Connector['health'] }) {
  const { t } = useLanguage()
  return <Badge tone={TONES[health]}>{t.intake.connectors.health[health]}</Badge>
}
