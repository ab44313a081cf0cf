import type { TestProject } from 'vitest/node'
import { dropCopies, prepareTemplate, type Template } from './template.ts'

declare module 'vitest' {
  interface ProvidedContext {
    template: Template
  }
}

/** Runs once before all tests: makes the database template and tells every test file where it is. */
export default async function setup(project: TestProject) {
  const template = await prepareTemplate(process.env.TEST_DATABASE_URL)
  project.provide('template', template)
  return () => dropCopies(template)
}
