import { Button } from '@nl-design-system-candidate/button-react'
import { useEffect, useState } from 'react'
import { useLanguage } from '../../language.ts'

/**
 * A text to take elsewhere, such as an address or a key. Without JavaScript one copies it by hand: it stands in a field, of which
 * all is selected at once.
 */
export function CopyLine({ id, label, value }: Copied) {
  return (
    <div className="sp-secret">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        readOnly
        value={value}
        onFocus={({ target }) => target.select()}
        className="utrecht-textbox utrecht-textbox--html-input"
      />
      <CopyButton label={label} value={value} />
    </div>
  )
}

/** The same for a text of several lines. */
export function CopyText({ id, label, value }: Copied) {
  return (
    <div className="sp-secret">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        readOnly
        value={value}
        wrap="off"
        rows={Math.min(value.split('\n').length, MOST_ROWS)}
        onFocus={({ target }) => target.select()}
        className="utrecht-textarea utrecht-textarea--html-textarea sp-copy-lines"
      />
      <CopyButton label={label} value={value} />
    </div>
  )
}

const MOST_ROWS = 16

type Copied = { id: string; label: string; value: string }

function CopyButton({ label, value }: Omit<Copied, 'id'>) {
  const { t } = useLanguage()
  const [state, setState] = useState<'hidden' | 'ready' | 'copied'>('hidden')
  // What can copy is only there on a page of a secure address.
  useEffect(() => setState(navigator.clipboard ? 'ready' : 'hidden'), [])
  if (state === 'hidden') return null
  const copy = () => navigator.clipboard.writeText(value).then(() => setState('copied'))
  return (
    <span className="sp-copy">
      <Button purpose="secondary" onClick={copy} aria-label={`${t.copying.copy}: ${label}`}>
        {t.copying.copy}
      </Button>
      <span role="status">{state === 'copied' ? t.copying.copied : ''}</span>
    </span>
  )
}
