/** Where MQTT is served, as devices ask for it: each part in a field of its own. */
export type MqttServer = { host: string; port: string }

/** The server among the addresses at which MQTT is served; undefined when there is none but for browsers. */
export function mqttServerOf(addresses: readonly string[]): MqttServer | undefined {
  const address = addresses.map((text) => new URL(text)).find(({ protocol }) => protocol === 'mqtt:')
  return address && { host: address.hostname, port: address.port || '1883' }
}

/**
 * Lines for the settings of ESPHome (https://esphome.io/components/mqtt): where to send, and for each value the message of SensorThings
 * that it has to be, as it sends bare numbers by itself. What it would tell of itself is left out: nobody listens to it here.
 */
export function writeEspHome({
  server,
  user,
  key,
  topics,
}: {
  server: MqttServer
  user: string
  key: string
  topics: readonly { stream: string; topic: string }[]
}): string {
  const values = topics.flatMap(({ stream, topic }) => [
    `    ${stream}:`,
    `      name: ${stream}`,
    '      on_value:',
    '        - mqtt.publish_json:',
    `            topic: ${topic}`,
    '            payload: |-',
    '              root["result"] = x;',
  ])
  return [
    'mqtt:',
    `  broker: ${server.host}`,
    `  port: ${server.port}`,
    `  username: ${user}`,
    `  password: ${key}`,
    '  discovery: false',
    '  topic_prefix: null',
    '  log_topic: null',
    'sensor:',
    '  - platform: dht',
    '    pin: GPIO4',
    '    model: DHT22',
    '    update_interval: 60s',
    ...values,
  ].join('\n')
}
