/** The door of analyses: questions that anyone can ask of measurements and figures, and their answers. */
import type { Slice } from '../../platform/slice.ts'
import { addRoutes, type Needs } from './routes.ts'

/** Makes the slice. It stores nothing yet. */
export function createAnalysesSlice(needs: Needs): Slice {
  return { name: 'analyses', routes: (http) => addRoutes(http, needs) }
}
