import type { ReactNode } from 'react'
import { Link } from 'react-router'

/** A link that looks like a button, for starting something. */
export function ActionLink({
  to,
  purpose = 'secondary',
  children,
}: {
  to: string
  purpose?: 'primary' | 'secondary'
  children: ReactNode
}) {
  return (
    <Link to={to} className={`nl-button nl-button--${purpose} sp-action-link`}>
      <span className="nl-button__label">{children}</span>
    </Link>
  )
}
