import type { Logger } from 'pino'
import { Counter, collectDefaultMetrics, Gauge, Histogram, type Registry } from 'prom-client'

/** Everything the server can report about itself. Logs and metrics listen to it. */
export type Report =
  | { kind: 'migrated'; slice: string; name: string }
  | { kind: 'listening'; url: string; engine: string }
  | { kind: 'stopping' }
  | { kind: 'request-finished'; method: string; route: string; status: number; seconds: number }
  | { kind: 'request-failed'; method: string; route: string; error: unknown }
  /** Someone asked for a part of a standard that is not there. */
  | { kind: 'request-not-implemented'; method: string; route: string; detail: string }
  | { kind: 'event-delivered'; listener: string; events: number }
  | { kind: 'event-failed'; listener: string; error: unknown }
  /** A listener could not handle this event by itself; it waits for the operator. */
  | { kind: 'event-set-aside'; listener: string; event: number; of: string; error: unknown }
  | { kind: 'follow-failed'; error: unknown }
  | { kind: 'feed-failed'; error: unknown }
  | { kind: 'mqtt-listening'; port: number }
  | { kind: 'mqtt-port-in-use'; port: number }
  | { kind: 'mqtt-connected'; version: 4 | 5 }
  | { kind: 'mqtt-disconnected'; reason: string }
  | { kind: 'mqtt-received' }
  | { kind: 'mqtt-sent' }
  | {
      kind: 'mqtt-refused'
      what: 'connect' | 'publish' | 'subscribe' | 'will'
      reason: string
      message?: string
    }
  /** Messages left out because a client reads too slowly, or was away for too long. */
  | { kind: 'mqtt-dropped'; count: number }
  | { kind: 'mqtt-failed'; error: unknown }
  | { kind: 'job-finished'; job: string; seconds: number }
  | { kind: 'job-failed'; job: string; error: unknown }
  | { kind: 'mail-sent'; subject: string }
  | { kind: 'account-failed'; error: unknown }
  | { kind: 'observations-stored'; count: number }
  /** Personal data was processed for an activity that is not in the register. */
  | { kind: 'activity-not-registered'; activity: string }
  /** Data of residents was asked for and not given, because that could not be recorded. */
  | { kind: 'use-not-recorded'; error: unknown }
  /** How often published measurements of residents were read; it is stored later. */
  | { kind: 'readings-not-stored'; error: unknown }

export type Reporter = (report: Report) => void

/** What happens too often for a log that people read. */
const FREQUENT: ReadonlySet<Report['kind']> = new Set([
  'request-finished',
  'mqtt-connected',
  'mqtt-disconnected',
  'mqtt-received',
  'mqtt-sent',
  'mqtt-refused',
  'mqtt-dropped',
])

/** Writes reports to the log: failures as errors, what is frequent as debug, the rest as information. */
export function reportToLog(log: Logger): Reporter {
  return (report) => {
    if ('error' in report) log.error({ ...report, error: undefined, err: report.error }, report.kind)
    else if (FREQUENT.has(report.kind)) log.debug(report, report.kind)
    else log.info(report, report.kind)
  }
}

/** Counts reports for Prometheus. */
export function reportToMetrics(registry: Registry): Reporter {
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'samenspel_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  const observations = new Counter({
    name: 'samenspel_observations_stored_total',
    help: 'Observations stored',
    registers: [registry],
  })
  const messages = new Counter({
    name: 'samenspel_mqtt_messages_total',
    help: 'MQTT messages received, sent, refused (connections and subscriptions too) and left out',
    labelNames: ['what'],
    registers: [registry],
  })
  const clients = new Gauge({
    name: 'samenspel_mqtt_clients',
    help: 'MQTT clients that are connected',
    registers: [registry],
  })
  const failures = new Counter({
    name: 'samenspel_failures_total',
    help: 'Requests, events and jobs that failed',
    labelNames: ['kind'],
    registers: [registry],
  })
  return (report) => {
    if (report.kind === 'request-finished') {
      const { method, route, status, seconds } = report
      requests.observe({ method, route, status }, seconds)
    } else if (report.kind === 'observations-stored') observations.inc(report.count)
    else if (report.kind === 'mqtt-received') messages.inc({ what: 'received' })
    else if (report.kind === 'mqtt-sent') messages.inc({ what: 'sent' })
    else if (report.kind === 'mqtt-refused') messages.inc({ what: `refused ${report.what}` })
    else if (report.kind === 'mqtt-dropped') messages.inc({ what: 'left out' }, report.count)
    else if (report.kind === 'mqtt-connected') clients.inc()
    else if (report.kind === 'mqtt-disconnected') clients.dec()
    else if ('error' in report) failures.inc({ kind: report.kind })
  }
}

/** One reporter that passes each report to several. */
export function reportToAll(...reporters: Reporter[]): Reporter {
  return (report) => {
    for (const reporter of reporters) reporter(report)
  }
}
