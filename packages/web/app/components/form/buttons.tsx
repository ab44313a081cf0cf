import { Button } from '@nl-design-system-candidate/button-react'
import type { ReactNode } from 'react'
import { useSending } from './edit-form.tsx'

/** The buttons under a form. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className="sp-actions">{children}</div>
}

/** A button that sends the form; `what` tells the server which one was pressed. */
export function Do({
  what = 'save',
  purpose = 'primary',
  danger,
  children,
}: {
  what?: string
  purpose?: 'primary' | 'secondary' | 'subtle'
  danger?: boolean
  children: ReactNode
}) {
  const busy = useSending()
  return (
    <Button
      purpose={purpose}
      type="submit"
      name="do"
      value={what}
      {...(busy ? { busy } : {})}
      {...(danger ? { hint: 'negative' as const } : {})}
    >
      {children}
    </Button>
  )
}
