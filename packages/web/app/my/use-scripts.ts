import { useEffect, useState } from 'react'

/** True once scripts run: on the server and without JavaScript it stays false. */
export function useScripts(): boolean {
  const [running, setRunning] = useState(false)
  useEffect(() => setRunning(true), [])
  return running
}
