import type { Send } from './fill.ts'

/** A remark on a station. */
export async function fillRemarks(send: Send, thing: number) {
  const remark = await send<{ id: string }>('POST', 'remarks', {
    kind: 'works',
    text: 'Wegwerkzaamheden',
    thing,
  })
  return { remarkId: remark.id }
}
