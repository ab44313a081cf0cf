import type { Send } from './fill.ts'

/** A class with one pupil. */
export async function fillClasses(send: Send) {
  const given = { school: 'De Meerkoet', name: 'groep 8', keepsPublished: true }
  const { id: classId, code: classCode } = await send<{ id: string; code: string }>('POST', 'classes', given)
  const { items } = await send<{ items: { id: string }[] }>('POST', `classes/${classId}/pupils`, { count: 1 })
  return { classId, classCode, pupilId: items[0]?.id ?? '' }
}
