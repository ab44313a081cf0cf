import { requirement } from '../requirement.ts'
import { checkRelations } from './model-checks.ts'

export default requirement(
  'datamodel/observed-property/relations',
  'Each ObservedProperty entity has the relations of its table.',
  (service) => checkRelations(service, 'ObservedProperty'),
)
