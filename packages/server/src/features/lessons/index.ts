/** The door of lessons: what was learned from evaluations, and what of it helps who begins something alike. */
import type { Platform, Slice } from '../../platform/slice.ts'
import { addRoutes } from './routes.ts'

export { VERDICTS } from './lists.ts'
export { WORDS_OF_LESSONS } from './words.ts'

/** Makes the slice. */
export function createLessonsSlice(platform: Platform): Slice {
  return {
    name: 'lessons',
    migrations: new URL('./migrations/', import.meta.url),
    routes: (http) => addRoutes(http, platform),
  }
}
