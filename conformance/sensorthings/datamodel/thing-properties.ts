import { requirement } from '../requirement.ts'
import { checkProperties } from './model-checks.ts'

export default requirement(
  'datamodel/thing/properties',
  'Each Thing entity has the mandatory properties of its table.',
  (service) => checkProperties(service, 'Thing'),
)
