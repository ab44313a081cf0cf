import type { TestProject } from 'vitest/node'
import { prepareTemplate, type Template } from './template.ts'

declare module 'vitest' {
  interface ProvidedContext {
    template: Template
  }
}

/** Runs once before all tests: makes the database template and tells every test file where it is. */
export default async function setup(project: TestProject) {
  project.provide('template', await prepareTemplate(process.env.TEST_DATABASE_URL))
}
