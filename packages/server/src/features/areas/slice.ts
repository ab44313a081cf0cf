import { createFetcher } from '../../platform/http-client/fetcher.ts'
import { refusedRowsKeptFrom } from '../../platform/refused-rows.ts'
import type { Platform, Slice } from '../../platform/slice.ts'
import {
  addImportRoutes,
  addShapeImport,
  addStatisticImport,
  type ListOwnMunicipalities,
} from './import-routes.ts'
import { addAreaRoutes } from './routes.ts'
import { addStatLineRoutes, STATLINE_JOB } from './statline/routes.ts'
import { runTables } from './statline/run.ts'
import { forgetRefused } from './store/imports.ts'
import { addAreaTileRoutes } from './tiles/routes.ts'

/** Makes the slice of areas: borders and figures, and their import. */
export function createAreasSlice(platform: Platform, listOwnMunicipalities: ListOwnMunicipalities): Slice {
  const fetcher = createFetcher({ hosts: platform.config.connectorHosts })
  return {
    name: 'areas',
    migrations: new URL('./migrations/', import.meta.url),
    routes(http) {
      addAreaRoutes(http, platform)
      addAreaTileRoutes(http, platform)
      addImportRoutes(http, platform)
      addStatLineRoutes(http, platform, listOwnMunicipalities)
      http.register(async (scope) => addShapeImport(scope, platform, listOwnMunicipalities))
      http.register(async (scope) => addStatisticImport(scope, platform, listOwnMunicipalities))
    },
    jobs: [
      {
        name: STATLINE_JOB,
        cron: '11 * * * *',
        handle: (_, stopping) => runTables(platform, { fetcher }, stopping),
      },
      {
        name: 'areas.forget-refused-rows',
        cron: '17 3 * * *',
        handle: () => forgetRefused(platform.db, refusedRowsKeptFrom(platform.clock())),
      },
    ],
  }
}
