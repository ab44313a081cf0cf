/** The door of the catalogue: which datasets there are, whose they are, and who may know of, read and write them. */
export {
  defaultDataset,
  findDataset,
  findDefaultDataset,
  findKnownDataset,
  findNamedDataset,
  findNamedKnownDataset,
  findUnknownDatasets,
  findUnreadableDatasets,
  ownsDataset,
} from './datasets.ts'
export { LICENCES } from './lists.ts'
export { isReadable } from './readable.ts'
export {
  canReadDataset,
  canWriteDataset,
  type DatasetAccess,
  type Readable,
  readableDatasets,
} from './rules.ts'
export type { Dataset } from './schema.ts'
export { createCatalogueSlice } from './slice.ts'
export { listSources, nameDatasets } from './store.ts'
