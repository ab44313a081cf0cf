import type { ComponentProps } from 'react'
import { Form, useFormAction } from 'react-router'

/**
 * A form that sends to the page it is on, without the word in its address that tells what was done before: that would stand above what is wrong with
 * what is sent now.
 */
export function PostForm(form: Omit<ComponentProps<typeof Form>, 'method' | 'action'>) {
  return <Form {...form} method="post" action={withoutDone(useFormAction())} />
}

/** @param address a path with what is asked of it; `gedaan` is written by `withDone` */
function withoutDone(address: string): string {
  const [path = '', asked] = address.split('?')
  const kept = new URLSearchParams(asked)
  kept.delete('gedaan')
  return kept.size === 0 ? path : `${path}?${kept}`
}
