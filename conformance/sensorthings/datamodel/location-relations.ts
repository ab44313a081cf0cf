import { requirement } from '../requirement.ts'
import { checkRelations } from './model-checks.ts'

export default requirement(
  'datamodel/location/relations',
  'Each Location entity has the relations of its table.',
  (service) => checkRelations(service, 'Location'),
)
