export { describeMistake, describePlace } from './describe-mistake.ts'
