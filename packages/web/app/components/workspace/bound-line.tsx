import { DayLine, MomentLine } from '../form/fields.tsx'
import { useField } from '../form/form-context.ts'

/** The day on which something starts or stops; a moment when what is stored is not the start of a day. */
export function BoundLine(own: { name: string; optional?: boolean; neededFor?: string }) {
  const { value } = useField(own.name)
  return value.includes('T') ? <MomentLine {...own} /> : <DayLine {...own} />
}
