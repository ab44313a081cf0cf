import type { ReactNode } from 'react'
import { useLanguage } from '../../language.ts'
import { textAt, ticksAt } from '../../workspace/values.ts'
import { useForm } from '../form/form-context.ts'

/** Fields that are folded away until one of them is used, or something in them is wrong. */
export function MoreLimits({
  row,
  names,
  children,
}: {
  row: string
  names: readonly string[]
  children: ReactNode
}) {
  const { t } = useLanguage()
  const { values, mistakes, focus } = useForm()
  const words = t.editing.agreement
  const isUsed = names.some((name) => {
    const field = `${row}.${name}`
    const isFilled = textAt(values, field) !== '' || ticksAt(values, field).length > 0
    return isFilled || mistakes.has(field) || focus === field
  })
  return (
    <details className="sp-more" open={isUsed}>
      <summary>
        {words.moreLimits}
        <span className="sp-choice-hint">{words.moreLimitsText}</span>
      </summary>
      <div className="sp-nested">{children}</div>
    </details>
  )
}
