import { CHARTS } from '@samenspel/standards/explorations'
import { parse, View } from 'vega'
import { expressionInterpreter } from 'vega-interpreter'
import { compile } from 'vega-lite'
import { describe, expect, it } from 'vitest'
import { describeChart, ROWS } from '../explore/spec.ts'
import { answerOf } from '../explore/testing/answers.ts'
import { viewAnswer } from '../explore/view.ts'
import { rowExpressions } from './row-expressions.server.ts'

type Runtime = typeof expressionInterpreter

describe.each(CHARTS)('expressions of a chart: %s', (chart) => {
  it('give what the interpreter gives', async () => {
    const view = viewAnswer(answerOf(chart), { what: 'Temperatuur', against: 'Windrichting' }, 'nl')
    const { spec, rows } = describeChart(view, 'breed', 'nl')
    const runtime = parse(compile(spec).spec, undefined, { ast: true })
    const draw = async (expr: Runtime) => {
      const drawn = new View(runtime, { expr, renderer: 'none' })
      drawn.data(ROWS, [...rows])
      const picture = await drawn.toSVG()
      drawn.finalize()
      return picture.replaceAll(/(gradient_|clip)\d+/g, '$1')
    }
    expect(await draw(rowExpressions)).toBe(await draw(expressionInterpreter))
  })
})
