import { type RawBuilder, sql } from 'kysely'
import { planOf } from './access.ts'
import { compileCondition } from './conditions.ts'
import { allOf, column, openAliases, type Sql } from './fragments.ts'
import { type AnswerContext, itemOf } from './items.ts'
import { expandedLink } from './pages.ts'
import { linkedEntities, openScope, readableEntities } from './scope.ts'
import { followSteps, propertyBody, type ReadRequest } from './statement.ts'
import type { Binding } from './tables.ts'

/** The most entities that are given of one change. */
const MOST = 10_000

/**
 * The one SQL statement that gives what is new for those who follow a list, an entity or a property: of all that the path
 * addresses, only what `isChanged` holds for, a row each, with the same body as a read request for it has.
 */
export function compileChanged(
  request: ReadRequest,
  isChanged: (alias: string) => Sql,
): RawBuilder<{ body: string }> {
  const { path, query, actor, now, root } = request
  const context: AnswerContext = { aliases: openAliases(), now, access: new Set(), root }
  const { binding, from, conditions } = pathOf(request, context)
  const body =
    path.kind === 'property' ? propertyBody(path, binding) : itemOf(binding, query, context, expandedLink)
  const filter = query.filter ? [compileCondition(query.filter, openScope(context, binding))] : []
  return sql<{ body: string }>`with ${planOf(context.access, actor, now)} select ${body} as body
    from ${sql.join(from, sql` cross join `)}
    where ${allOf([...conditions, isChanged(binding.alias), ...filter])}
    order by ${column(binding.alias, 'id')} limit ${MOST}`
}

function pathOf({ path }: ReadRequest, context: AnswerContext) {
  const entities = path.kind === 'collection' ? path.steps.slice(0, -1) : path.steps
  const chain = followSteps(entities, context)
  if (path.kind !== 'collection') {
    if (!chain.binding) throw new Error('An entity always has a path.')
    return { ...chain, binding: chain.binding }
  }
  const binding: Binding = { type: path.entityType, alias: context.aliases.next() }
  const last = chain.binding
    ? linkedEntities(context, chain.binding, path.steps.at(-1)?.name ?? '', binding)
    : readableEntities(context, binding)
  return {
    binding,
    from: [...chain.from, last.from],
    conditions: [...chain.conditions, ...last.conditions],
  }
}
