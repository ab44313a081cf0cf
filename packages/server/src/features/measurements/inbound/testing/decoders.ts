/**
 * Decoders for tests, in the convention that the sandbox takes, by device type. Written from the makers' descriptions of
 * their payloads.
 */

/** Decentlab: version, device, flags, then for each flag that is set some words. `w` are the words of that part, `s` the same as signed. */
const decentlab = (...parts: [words: number, fields: string][]) => `
var parts = [${parts.map(([words, fields]) => `[${words}, function (w, s) { return { ${fields} } }]`).join(',\n')}]
function decodeUplink(input) {
  var b = input.bytes, at = 5, flags = b[3] * 256 + b[4], data = {}
  if (b[0] !== 2) return { errors: ['protocol version ' + b[0]] }
  parts.forEach(function (part, bit) {
    if (!((flags >> bit) & 1)) return
    var w = []
    for (var i = 0; i < part[0]; i++, at += 2) w.push(b[at] * 256 + b[at + 1])
    Object.assign(data, part[1](w, w.map(function (word) { return word - 32768 })))
  })
  return { data: data, warnings: [], errors: [] }
}`
const BATTERY: [number, string] = [1, 'battery_voltage: w[0] / 1000']
const PRESSURE: [number, string] = [1, 'barometric_pressure: w[0] * 2']
const depths = Array.from(
  { length: 8 },
  (_, n) =>
    `soil_moisture_at_depth_${n}: (w[${2 * n}] - 2500) / 500, soil_temperature_at_depth_${n}: (w[${2 * n + 1}] - 32768) / 100`,
)

/** Elsys: a type byte and its value, high byte first. */
const ELSYS = `
function decodeUplink(input) {
  var b = input.bytes, data = {}
  for (var i = 0; i < b.length;) {
    var type = b[i++]
    var word = b[i] * 256 + b[i + 1]
    if (type === 0x01) { data.temperature = (word << 16 >> 16) / 10; i += 2 }
    else if (type === 0x02) data.humidity = b[i++]
    else if (type === 0x04) { data.light = word; i += 2 }
    else if (type === 0x05) data.pir = b[i++]
    else if (type === 0x06) { data.co2 = word; i += 2 }
    else if (type === 0x07) { data.vdd = word; i += 2 }
    else if (type === 0x15) { data.soundPeak = b[i++]; data.soundAvg = b[i++] }
    else return { errors: ['type ' + type] }
  }
  return { data: data }
}`

/** Milesight: a channel, a type, and its value, low byte first. What is not in the table ends the reading. */
const milesight = (channels: Record<string, [bytes: number, fields: string]>) => `
function u(b) { return b.reduce(function (sum, byte, n) { return sum + byte * Math.pow(256, n) }, 0) }
function s(b) { var n = u(b); return n > 32767 ? n - 65536 : n }
function hex(b) { return b.map(function (n) { return ('0' + n.toString(16)).slice(-2) }).join('') }
var channels = { ${Object.entries(channels)
  .map(([key, [bytes, fields]]) => `'${key}': [${bytes}, function (b) { return ${fields} }]`)
  .join(',\n')} }
function decodeUplink(input) {
  var data = {}, b = input.bytes
  for (var i = 0; i + 2 <= b.length;) {
    var channel = channels[hex(b.slice(i, i + 2))]
    if (!channel) break
    i += 2
    Object.assign(data, channel[1](b.slice(i, i + channel[0])))
    i += channel[0]
  }
  return { data: data }
}`
const CHARGE: [number, string] = [1, '{ battery: b[0] }']
const WARMTH: [number, string] = [2, '{ temperature: s(b) / 10 }']
const MOISTURE: [number, string] = [1, '{ humidity: b[0] / 2 }']
const DISTANCE: [number, string] = [2, '{ distance: u(b) }']
const IDENTITY = {
  ff01: [1, '{ protocol_version: b[0] }'],
  ff09: [2, "{ hardware_version: b[0] + '.' + b[1] }"],
} satisfies Record<string, [number, string]>
const regions = (from: number): [number, string] => [
  8,
  `b.reduce(function (all, count, n) { all['region_' + (n + ${from}) + '_count'] = count; return all }, {})`,
]

const NETVOX = `
function decodeUplink(input) {
  var b = input.bytes
  if (b[0] === 0x81) {
    return { data: { cmd: 'setNetvoxLoRaWANRejoinRsp', status: b[1] ? 'failure' : 'success' } }
  }
  if (b[0] !== 0x82) return { errors: ['command ' + b[0]] }
  var period = ((b[1] * 256 + b[2]) * 256 + b[3]) * 256 + b[4]
  return { data: { cmd: 'getNetvoxLoRaWANRejoinRsp', rejoin_check_period: period, rejoin_threshold: b[5] } }
}`

export const DECODERS: Readonly<Record<string, string>> = {
  'Decentlab_DL-ATM41': decentlab(
    [
      17,
      `solar_radiation: s[0], precipitation: s[1] / 1000, lightning_strike_count: s[2],
      lightning_average_distance: s[3], wind_speed: s[4] / 100, wind_direction: s[5] / 10,
      maximum_wind_speed: s[6] / 100, air_temperature: s[7] / 10, vapor_pressure: s[8] / 100,
      atmospheric_pressure: s[9] / 100, relative_humidity: s[10] / 10, sensor_temperature_internal: s[11] / 10,
      x_orientation_angle: s[12] / 10, y_orientation_angle: s[13] / 10, compass_heading: s[14],
      north_wind_speed: s[15] / 100, east_wind_speed: s[16] / 100`,
    ],
    BATTERY,
  ),
  'Decentlab_DL-IAM': decentlab(
    BATTERY,
    [2, 'air_temperature: 175 * w[0] / 65535 - 45, air_humidity: 100 * w[1] / 65535'],
    PRESSURE,
    [
      2,
      `ambient_light_visible_infrared: w[0], ambient_light_infrared: w[1],
      illuminance: Math.max(Math.max(w[0] - 1.64 * w[1], 0.59 * w[0] - 0.86 * w[1]), 0) * 1.5504`,
    ],
    [3, 'co2_concentration: w[0] - 32768, co2_sensor_status: w[1], raw_ir_reading: w[2]'],
    [1, 'activity_counter: w[0]'],
    [1, 'total_voc: w[0]'],
  ),
  'Decentlab_DL-PM': decentlab(
    BATTERY,
    [
      10,
      `pm1_0_mass_concentration: w[0] / 10, pm2_5_mass_concentration: w[1] / 10, pm4_mass_concentration: w[2] / 10,
      pm10_mass_concentration: w[3] / 10, typical_particle_size: w[4], pm0_5_number_concentration: w[5] / 10,
      pm1_0_number_concentration: w[6] / 10, pm2_5_number_concentration: w[7] / 10,
      pm4_number_concentration: w[8] / 10, pm10_number_concentration: w[9] / 10`,
    ],
    [2, 'air_temperature: 175.72 * w[0] / 65536 - 46.85, air_humidity: 125 * w[1] / 65536 - 6'],
    PRESSURE,
  ),
  'Decentlab_DL-PR26': decentlab(
    [2, 'pressure: (w[0] - 16384) / 32768, temperature: (w[1] - 384) / 64 * 0.2 - 50'],
    BATTERY,
  ),
  'Decentlab_DL-SMTP': decentlab([16, depths.join(', ')], BATTERY),
  'Decentlab_DL-TBRG': decentlab(
    [
      4,
      `precipitation: w[0] * 0.1, precipitation_interval: w[1],
      cumulative_precipitation: (w[2] + w[3] * 65536) * 0.1`,
    ],
    BATTERY,
  ),
  Elsys_ERS2_CO2: ELSYS,
  Elsys_ERS2_Sound: ELSYS,
  Milesight_AM308: milesight({
    '0175': CHARGE,
    '0367': WARMTH,
    '0468': MOISTURE,
    '0500': [1, "{ pir: b[0] ? 'trigger' : 'idle' }"],
    '06cb': [1, '{ light_level: b[0] }'],
    '077d': [2, '{ co2: u(b) }'],
    '087d': [2, '{ tvoc: u(b) }'],
    '0973': [2, '{ pressure: u(b) / 10 }'],
    '0a7d': [2, '{ hcho: u(b) / 100 }'],
    '0b7d': [2, '{ pm2_5: u(b) }'],
    '0c7d': [2, '{ pm10: u(b) }'],
    '0d7d': [2, '{ o3: u(b) / 100 }'],
    '0e01': [1, "{ beep: b[0] === 1 ? 'yes' : 'no' }"],
  }),
  'Milesight_CT101-CT103': milesight({
    ff0b: [1, "{ power: 'on' }"],
    ff01: [1, "{ ipso_version: 'v' + (b[0] >> 4) + '.' + (b[0] & 15) }"],
    ff16: [8, '{ sn: hex(b).toUpperCase() }'],
    ff09: [2, "{ hardware_version: 'v' + b[0] + '.' + b[1] }"],
    ff0a: [2, "{ firmware_version: 'v' + b[0] + '.' + b[1] }"],
    ff0f: [1, '{}'],
    '0397': [4, '{ total_current: u(b) / 100 }'],
    '0498': [2, "u(b) === 65535 ? { alarm: 'read failed' } : { current: u(b) / 100 }"],
    '8498': [
      7,
      `{ current_max: u(b.slice(0, 2)) / 100, current_min: u(b.slice(2, 4)) / 100, current: u(b.slice(4, 6)) / 100,
      alarm: ['threshold alarm', 'threshold release', 'over range alarm', 'over range release']
        .filter(function (_, bit) { return (b[6] >> bit) & 1 }).join(', ') }`,
    ],
  }),
  'Milesight_EM300-TH': milesight({ '0175': CHARGE, '0367': WARMTH, '0468': MOISTURE }),
  'Milesight_EM310-UDL': milesight({
    '0175': CHARGE,
    '0382': DISTANCE,
    '0400': [1, "{ position: b[0] ? 'tilt' : 'normal' }"],
  }),
  'Milesight_EM500-SMTC': milesight({
    '0175': CHARGE,
    '0367': WARMTH,
    '0468': [1, '{ moisture: Math.floor(b[0] / 2) }'],
    '057f': [2, '{ ec: u(b) }'],
  }),
  'Milesight_EM500-UDL': milesight({ '0175': CHARGE, '0382': DISTANCE }),
  Milesight_VS121: milesight({
    ...IDENTITY,
    ff08: [6, '{ sn: hex(b) }'],
    ff1f: [4, "{ firmware_version: b.join('.') }"],
    '07d5': regions(1),
    '08d5': regions(9),
  }),
  Milesight_WS302: milesight({
    '0175': CHARGE,
    '055b': [7, '{ LAF: u(b.slice(1, 3)) / 10, LAeq: u(b.slice(3, 5)) / 10, LAFmax: u(b.slice(5, 7)) / 10 }'],
  }),
  Netvox_R716S: NETVOX,
}
