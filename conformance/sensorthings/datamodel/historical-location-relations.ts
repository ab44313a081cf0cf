import { requirement } from '../requirement.ts'
import { checkRelations } from './model-checks.ts'

export default requirement(
  'datamodel/historical-location/relations',
  'Each HistoricalLocation entity has the relations of its table.',
  (service) => checkRelations(service, 'HistoricalLocation'),
)
