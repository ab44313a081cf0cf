import { requirement } from '../requirement.ts'
import { checkRelations } from './model-checks.ts'

export default requirement(
  'datamodel/datastream/relations',
  'Each Datastream entity has the relations of its table.',
  (service) => checkRelations(service, 'Datastream'),
)
