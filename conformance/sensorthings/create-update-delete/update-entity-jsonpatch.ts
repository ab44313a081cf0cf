import { demand } from '../demand.ts'
import { withTree } from '../examples.ts'
import { requirement } from '../requirement.ts'

export default requirement(
  'create-update-delete/update-entity-jsonpatch',
  'PATCH with application/json-patch+json applies a JSON Patch (RFC 6902).',
  async (service) => {
    await withTree(service, async ({ Thing }) => {
      const patch = [
        { op: 'add', path: '/properties/colour', value: 'red' },
        { op: 'replace', path: '/name', value: 'patched' },
      ]
      const { status } = await service.send('PATCH', Thing, patch, 'application/json-patch+json')
      demand(status === 200, `A JSON Patch is answered with ${status}.`)
      const { name, properties } = await service.read(Thing)
      demand(name === 'patched', 'A JSON Patch does not replace.')
      demand(
        JSON.stringify(properties) === '{"owner":"conformance","colour":"red"}',
        'A JSON Patch does not add to properties, or loses what was there.',
      )
    })
  },
)
