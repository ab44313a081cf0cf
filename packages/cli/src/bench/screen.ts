/** What a visitor waits for in a browser: a year of hours as a chart, and a map of many stations that moves. */
import { loadavg } from 'node:os'
import { startBrowser } from '@samenspel/web/testing'
import type { Output } from '../output.ts'
import { createCaller } from './caller.ts'
import { writeBody } from './data.ts'
import { measureCharts } from './screen-charts.ts'
import { storeStations, storeYear } from './screen-data.ts'
import { measureMap } from './screen-map.ts'
import { setStage } from './stage.ts'
import { describeMachine, formatFigure } from './tell.ts'

const CONNECTIONS = 16

/**
 * `samenspel bench-screen`: measures in Chromium, on a scratch database. Browser, server and database share the machine; without a
 * graphics card the browser draws in software.
 */
export async function benchScreen(
  output: Output,
  { database, stations }: { database?: string; stations: number },
): Promise<void> {
  output.progress('Starting a server on a scratch database')
  const stage = await setStage(database)
  const caller = createCaller(stage.url, stage.token, CONNECTIONS)
  const browser = await startBrowser()
  try {
    output.progress('Storing a year of hours')
    const year = await storeYear(caller)
    // A page waits until the site is built, which is not what is measured.
    await fetch(stage.url)
    output.progress('Drawing a year of hours')
    const charts = await measureCharts(browser, stage.url, year)
    output.progress('Making the stations of the map')
    const latest = await storeStations(caller, stations)
    output.progress('Moving the map')
    const send = () => caller.call('POST', '/sta/v1.1/CreateObservations', writeBody(latest()))
    const figures = [...charts, ...(await measureMap(browser, stage.url, send))]
    const { machine, node } = describeMachine()
    const about = { machine, node, engine: stage.engine, load: loadavg()[0]?.toFixed(1) ?? '', stations }
    output.result({ ...about, figures }, [
      `Machine: ${machine}, load average ${about.load}. Node.js ${node}. Chromium ${browser.version()}. Database: ${stage.engine}. ${formatFigure(stations)} stations.`,
      '',
      '| what | measured | each turn | target |',
      '|---|--:|---|---|',
      ...figures.map(
        ({ name, unit, value, all, target }) =>
          `| ${name} | ${formatFigure(value)} ${unit} | ${all.map(formatFigure).join('; ')} | ${target} |`,
      ),
    ])
  } finally {
    await browser.close()
    caller.close()
    await stage.strike()
  }
}
