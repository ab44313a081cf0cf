import { expect, it } from 'vitest'
import { showPart } from '../../../testing/show-page.tsx'
import { EditForm } from './edit-form.tsx'
import { PressButton } from './press-button.tsx'

const form = (
  <EditForm state={{ values: {}, mistakes: [] }} fields={{}}>
    Zoek
  </EditForm>
)
const button = (
  <PressButton what="stop" values={{}} label="Stop">
    Stop
  </PressButton>
)

it.each([
  ['a form', form],
  ['a button', button],
])('sends %s without the word that tells what was done before', (_, part) => {
  expect(showPart(part, '/?gedaan=opgeslagen&stap=2')).toContain('action="/?stap=2"')
  expect(showPart(part, '/?gedaan=opgeslagen')).toContain('action="/"')
})

it('leaves for the page which of two the address of a form is', () => {
  expect(showPart(button, '/?gedaan=opgeslagen', true)).toContain('action="/?index="')
})
