import { nlEditing } from './nl-editing.ts'

export const enEditing: typeof nlEditing = nlEditing
