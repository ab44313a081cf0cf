import type { ReactNode } from 'react'
import { textAt, ticksAt } from '../../workspace/values.ts'
import { useForm } from '../form/form-context.ts'

/**
 * Fields that are folded away until one of them is used, or something in them is wrong.
 * @param names of the fields, within the row
 */
export function MoreFields({
  row,
  names,
  title,
  text,
  children,
}: {
  row: string
  names: readonly string[]
  title: string
  text: string
  children: ReactNode
}) {
  const { values, mistakes, focus } = useForm()
  const isUsed = names.some((name) => {
    const field = `${row}.${name}`
    const isFilled = textAt(values, field) !== '' || ticksAt(values, field).length > 0
    return isFilled || mistakes.has(field) || focus === field
  })
  return (
    <details className="sp-more-fields" open={isUsed}>
      <summary>
        {title} <span className="sp-choice-hint">{text}</span>
      </summary>
      <div className="sp-nested">{children}</div>
    </details>
  )
}
