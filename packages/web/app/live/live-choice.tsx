import { useEffect, useState } from 'react'
import { useLanguage } from '../language.ts'

/** Lets the visitor stop a page from changing by itself. Only there when scripts run. */
export function LiveChoice({ active, setActive }: { active: boolean; setActive: (active: boolean) => void }) {
  const { t } = useLanguage()
  const [running, setRunning] = useState(false)
  useEffect(() => setRunning(true), [])
  if (!running) return null
  return (
    <label className="sp-map-refresh">
      <input type="checkbox" checked={active} onChange={({ target }) => setActive(target.checked)} />{' '}
      {t.map.refresh}
    </label>
  )
}
