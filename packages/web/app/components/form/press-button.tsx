import { Button } from '@nl-design-system-candidate/button-react'
import type { ReactNode } from 'react'
import { PostForm } from './post-form.tsx'
import { useOnce } from './use-turns.ts'

/** A form that is one button: does one thing with one row of a list, and not again while that is on its way. */
export function PressButton({
  what,
  values,
  label,
  danger,
  purpose = 'subtle',
  children,
}: {
  /** What the server reads as the button that was pressed. */
  what: string
  /** What goes along, such as the id of the row. */
  values: Record<string, string>
  /** What the button does and with which row, for who hears it apart from the row. */
  label: string
  danger?: boolean
  purpose?: 'secondary' | 'subtle'
  children: ReactNode
}) {
  const sendOnce = useOnce()
  return (
    <PostForm onSubmit={sendOnce}>
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button
        purpose={purpose}
        type="submit"
        name="do"
        value={what}
        aria-label={label}
        {...(danger ? { hint: 'negative' as const } : {})}
      >
        {children}
      </Button>
    </PostForm>
  )
}
