export * from './panel/index.ts'
