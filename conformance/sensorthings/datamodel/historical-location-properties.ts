import { requirement } from '../requirement.ts'
import { checkProperties } from './model-checks.ts'

export default requirement(
  'datamodel/historical-location/properties',
  'Each HistoricalLocation entity has the mandatory properties of its table.',
  (service) => checkProperties(service, 'HistoricalLocation'),
)
