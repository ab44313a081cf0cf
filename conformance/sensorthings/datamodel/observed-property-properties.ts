import { requirement } from '../requirement.ts'
import { checkProperties } from './model-checks.ts'

export default requirement(
  'datamodel/observed-property/properties',
  'Each ObservedProperty entity has the mandatory properties of its table.',
  (service) => checkProperties(service, 'ObservedProperty'),
)
