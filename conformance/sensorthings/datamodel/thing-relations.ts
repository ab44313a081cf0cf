import { requirement } from '../requirement.ts'
import { checkRelations } from './model-checks.ts'

export default requirement(
  'datamodel/thing/relations',
  'Each Thing entity has the relations of its table.',
  (service) => checkRelations(service, 'Thing'),
)
