import { requirement } from '../requirement.ts'
import { checkProperties } from './model-checks.ts'

export default requirement(
  'datamodel/location/properties',
  'Each Location entity has the mandatory properties of its table.',
  (service) => checkProperties(service, 'Location'),
)
