import type { ResolveActor } from '../../platform/actor.ts'
import type { RecordProcessing } from '../../platform/processing.ts'
import type { Platform, Slice } from '../../platform/slice.ts'
import { ACTIVITIES } from './activities.ts'
import { listPersonalData } from './personal-data.ts'
import { addClassRoutes } from './routes/classes.ts'
import { addEntryRoutes } from './routes/entry.ts'
import { addPupilRoutes } from './routes/pupils.ts'
import { createResolvePupil } from './session.ts'
import { type ErasePupilWork, endPastClasses } from './steps/classes.ts'
import { deleteEndedSessions } from './store-pupils.ts'

/** The slice, and what the app asks of it besides routes. */
export type ClassesSlice = Slice & {
  /** The pupil of a request, by its cookie; nobody when there is none. */
  resolvePupil: ResolveActor
}

/** What slices above do for this one. */
export type ClassesNeeds = {
  /** Writes in the processing log. */
  record: RecordProcessing
  /** Erases what pupils wrote. */
  eraseWork: ErasePupilWork
}

/** Makes the slice of classes: teachers with an account, and pupils without. */
export function createClassesSlice(platform: Platform, needs: ClassesNeeds): ClassesSlice {
  const { db, clock } = platform
  const { eraseWork } = needs
  return {
    name: 'classes',
    migrations: new URL('./migrations/', import.meta.url),
    personalData: listPersonalData(eraseWork),
    activities: ACTIVITIES,
    resolvePupil: createResolvePupil(db, clock),
    routes(http) {
      addClassRoutes(http, { ...platform, ...needs })
      addPupilRoutes(http, { ...platform, ...needs })
      addEntryRoutes(http, { ...platform, ...needs })
    },
    jobs: [
      {
        name: 'classes.end',
        cron: '7 1 * * *',
        async handle() {
          await endPastClasses(db, clock(), eraseWork)
          await deleteEndedSessions(db, clock())
        },
      },
    ],
  }
}
