import { packages, startingCommands } from './packages.ts'
import { sliceFolder, slices } from './slices.ts'

/** One forbidden kind of import, in the words of dependency-cruiser. */
export type BoundaryRule = {
  name: string
  comment: string
  severity: 'error'
  from: { path?: string; pathNot?: string | string[] }
  to: {
    path?: string
    pathNot?: string | string[]
    circular?: boolean
    couldNotResolve?: boolean
    dependencyTypes?: string[]
    dependencyTypesNot?: string[]
  }
}

const server = '^packages/server/src'
const tests = '\\.test\\.tsx?$|/testing/'
const databaseLibraries = 'node_modules/(pg|pg-boss|pg-copy-streams|kysely|@electric-sql)/'
const serverLibraries = 'node_modules/(@?fastify|pino|prom-client|nodemailer|better-auth)(/|-)'

/** Parts of the platform that reach outside the process; a rule may know their types, not call them. */
const platformOutside =
  '(db|database|sql|http|api|server|jobs?|queue|mail|mailer|outbox|events|config|accounts|auth|migrat\\w+|log|logger|metrics)'

/** Node's modules that only compute; all others reach outside the process. */
const computing = '^(node:)?(assert|assert/strict|buffer|crypto|string_decoder|url|util)$'

const forbid = (
  name: string,
  comment: string,
  from: BoundaryRule['from'],
  to: BoundaryRule['to'],
): BoundaryRule => ({ name, comment, severity: 'error', from, to })

const anyOf = (values: readonly string[]) => `(${values.join('|')})`

/** All import boundaries of the repository, made from the tables of packages and slices. */
export function boundaryRules(): BoundaryRule[] {
  return [
    forbid('no-cycles', 'Break the circle: move what both need to a third file.', {}, { circular: true }),
    forbid(
      'resolvable',
      'This import leads nowhere: correct its path, or add the package to the dependencies.',
      {},
      { couldNotResolve: true, pathNot: ['^virtual:', '\\+types/'] },
    ),
    ...packageRules(),
    ...layerRules(),
    ...sliceRules(),
    ...purityRules(),
  ]
}

function packageRules(): BoundaryRule[] {
  const folderOf = (name: string) => packages.find((each) => each.name === name)?.folder ?? name
  const ours = '^(packages/[^/]+|conformance|examples)/'
  const perPackage = packages.map(({ name, folder, mayImport }) =>
    forbid(
      `package-${name}`,
      `${name} may import of our own packages: ${mayImport.join(', ') || 'none'} (scripts/packages.ts).`,
      { path: `^${folder}/`, pathNot: [tests, startingCommands] },
      { path: ours, pathNot: [folder, ...mayImport.map(folderOf)].map((allowed) => `^${allowed}/`) },
    ),
  )
  return [
    ...perPackage,
    forbid(
      'site-without-database',
      'The site and the client use only the public API.',
      { path: '^packages/(web|client)/', pathNot: tests },
      { path: databaseLibraries },
    ),
  ]
}

function layerRules(): BoundaryRule[] {
  return [
    forbid(
      'platform-below',
      'app → features → platform: the platform knows no slice and no app.',
      { path: `${server}/platform/`, pathNot: tests },
      { path: server, pathNot: `${server}/platform/` },
    ),
    forbid(
      'features-below-app',
      'app → features → platform: a slice does not know the app; it gets what it needs as arguments.',
      { path: `^${sliceFolder}/`, pathNot: tests },
      { path: server, pathNot: `${server}/(features|platform)/` },
    ),
  ]
}

function sliceRules(): BoundaryRule[] {
  const inside = (names: readonly string[]) => `^${sliceFolder}/${anyOf(names)}/`
  const order = slices.map(({ name, mayUse }) =>
    forbid(
      `slice-order-${name}`,
      `${name} may use: ${mayUse.join(', ') || 'no other slice'} (scripts/slices.ts).`,
      { path: `^${sliceFolder}/${name}/`, pathNot: tests },
      { path: `^${sliceFolder}/[^/]+/`, pathNot: inside([name, ...mayUse]) },
    ),
  )
  const notDoor = `^${sliceFolder}/[^/]+/(?!index\\.ts$)`
  return [
    ...order,
    forbid(
      'through-the-door',
      'Law 1: the files of another slice are private; import its index.ts.',
      { path: `^${sliceFolder}/([^/]+)/` },
      { path: notDoor, pathNot: `^${sliceFolder}/$1/` },
    ),
    forbid(
      'through-the-door-outside',
      'Law 1: the files of a slice are private; import its index.ts.',
      { pathNot: `^${sliceFolder}/` },
      { path: notDoor },
    ),
  ]
}

function purityRules(): BoundaryRule[] {
  const rules = { path: `^${sliceFolder}/[^/]+/rules(\\.ts$|/)`, pathNot: tests }
  const standards = { path: '^packages/standards/', pathNot: tests }
  const because = 'Law 4: rules decide from values; let routes or store fetch what a rule needs.'
  return [
    forbid('standards-pure-node', 'A standard is pure code: no I/O.', standards, {
      dependencyTypes: ['core'],
      pathNot: computing,
    }),
    forbid('standards-pure-libraries', 'A standard is pure code: no database, no HTTP.', standards, {
      path: anyOf([databaseLibraries, serverLibraries]),
    }),
    forbid('rules-pure-node', because, rules, { dependencyTypes: ['core'], pathNot: computing }),
    forbid('rules-pure-libraries', because, rules, {
      path: anyOf([databaseLibraries, serverLibraries]),
      dependencyTypesNot: ['type-only'],
    }),
    forbid('rules-pure-platform', because, rules, {
      path: `${server}/platform/${platformOutside}(\\.ts$|[-/])`,
      dependencyTypesNot: ['type-only'],
    }),
    forbid('rules-pure-slice', because, rules, {
      path: `^${sliceFolder}/[^/]+/(index|routes|store)(\\.ts$|/)`,
      dependencyTypesNot: ['type-only'],
    }),
  ]
}
