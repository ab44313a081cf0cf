import { type FormEvent, useEffect, useRef } from 'react'
import { useNavigation } from 'react-router'

/**
 * Lets a form wait for the answer to what was sent before it sends again: a button that is pressed meanwhile is pressed
 * anew when the answer is in the form. Else the second would send a form in which what the first did is not there yet.
 * @returns what the form does with `onSubmit`
 */
export function useTurns(): (event: FormEvent<HTMLFormElement>) => void {
  const { state } = useNavigation()
  const isSending = useRef(false)
  const waiting = useRef<HTMLElement[]>([])
  useEffect(() => {
    if (state !== 'idle') return
    isSending.current = false
    // A button that is no longer there has nothing left to do, such as one of a row that was removed.
    const next = waiting.current.splice(0).filter((button) => button.isConnected)
    const [button, ...later] = next
    waiting.current = later
    if (button instanceof HTMLButtonElement) button.form?.requestSubmit(button)
  }, [state])
  return (event) => {
    const button = (event.nativeEvent as SubmitEvent).submitter
    if (!isSending.current) {
      isSending.current = true
      return
    }
    event.preventDefault()
    if (button && !waiting.current.includes(button)) waiting.current.push(button)
  }
}

/**
 * Lets a form be sent once until the answer is there, for what must not be done twice, such as making a key that is shown once.
 * @returns what the form does with `onSubmit`
 */
export function useOnce(): (event: FormEvent<HTMLFormElement>) => void {
  const { state } = useNavigation()
  const isSending = useRef(false)
  useEffect(() => {
    if (state === 'idle') isSending.current = false
  }, [state])
  return (event) => {
    if (isSending.current) event.preventDefault()
    isSending.current = true
  }
}
