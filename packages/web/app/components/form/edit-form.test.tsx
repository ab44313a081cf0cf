import { expect, it } from 'vitest'
import { showPart } from '../../../testing/show-page.tsx'
import { EditForm } from './edit-form.tsx'

const detail = 'Kies een van deze: works, traffic.'
const show = (kind: string) => {
  const state = {
    values: { kind },
    mistakes: [{ in: 'body' as const, pointer: '/kind', detail }],
    detail: 'Er klopt nog iets niet',
  }
  return showPart(
    <EditForm state={state} fields={{ kind: { label: 'Waar gaat het over?' } }}>
      Plaats
    </EditForm>,
  )
}

it('asks for a choice that was not made in words, not in those of the API', () => {
  expect(show('')).toContain('Kies een van de mogelijkheden.')
  expect(show('')).not.toContain('works')
})

it('says of a choice that cannot be made which can', () => {
  expect(show('picnic')).toContain(detail)
})
