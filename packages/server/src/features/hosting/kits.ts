import type { PropertyKey, UnitCode } from '@samenspel/standards/tabular'
import type { Bilingual } from '../../platform/errors.ts'

/** How a sensor sends: each has its own settings to copy. */
export const WAYS = ['airrohr', 'http', 'mqtt', 'the-things-stack'] as const
export type Way = (typeof WAYS)[number]

/** One thing that a kit measures. */
export type KitStream = {
  key: string
  property: PropertyKey
  unit: UnitCode
  /** As what the kit itself names it, and by what its value is multiplied to be in our unit. */
  fields: Readonly<Record<string, number>>
}

export type Kit = {
  /** What the maker calls it; the same in every language, and the name of its sensor in SensorThings. */
  name: string
  title: Bilingual
  about: Bilingual
  ways: readonly Way[]
  streams: readonly KitStream[]
}

const CLIMATE = [
  { key: 'temperature', property: 'temperature', unit: 'Cel', fields: { temperature: 1 } },
  { key: 'humidity', property: 'relative-humidity', unit: '%', fields: { humidity: 1 } },
] as const satisfies KitStream[]

/** The kits with which a resident can measure. The names of their fields are those of their own firmware and decoders. */
export const KITS = {
  'sds011-airrohr': {
    name: 'SDS011',
    title: { nl: 'Fijnstofmeter van Sensor.Community', en: 'Sensor.Community dust sensor' },
    about: {
      nl: 'Bouwpakket met een SDS011 en soms een BME280 of DHT22. Stuurt via uw eigen wifi, met de software airRohr.',
      en: 'A kit with an SDS011 and sometimes a BME280 or DHT22. Sends over your own Wi-Fi, with the airRohr firmware.',
    },
    ways: ['airrohr', 'http'],
    streams: [
      { key: 'pm10', property: 'pm10-uncalibrated', unit: 'ug/m3', fields: { SDS_P1: 1, P1: 1, pm10: 1 } },
      { key: 'pm25', property: 'pm25-uncalibrated', unit: 'ug/m3', fields: { SDS_P2: 1, P2: 1, pm25: 1 } },
      {
        key: 'temperature',
        property: 'temperature',
        unit: 'Cel',
        fields: { BME280_temperature: 1, temperature: 1 },
      },
      {
        key: 'humidity',
        property: 'relative-humidity',
        unit: '%',
        fields: { BME280_humidity: 1, humidity: 1 },
      },
      // The firmware sends pascal.
      { key: 'pressure', property: 'air-pressure', unit: 'hPa', fields: { BME280_pressure: 0.01 } },
    ],
  },
  'mqtt-climate': {
    name: 'ESP32',
    title: { nl: 'Zelfbouw: temperatuur en luchtvochtigheid', en: 'Home-built: temperature and humidity' },
    about: {
      nl: 'Een ESP32 of ESP8266 met een sensor voor temperatuur en luchtvochtigheid, bijvoorbeeld met ESPHome. Stuurt via wifi, met MQTT of HTTP.',
      en: 'An ESP32 or ESP8266 with a sensor for temperature and humidity, for example with ESPHome. Sends over Wi-Fi, with MQTT or HTTP.',
    },
    ways: ['mqtt', 'http'],
    streams: CLIMATE,
  },
  'lorawan-lht65': {
    name: 'LHT65',
    title: { nl: 'LoRaWAN-weermeter (Dragino LHT65)', en: 'LoRaWAN climate sensor (Dragino LHT65)' },
    about: {
      nl: 'Meet temperatuur en luchtvochtigheid op een batterij. Heeft geen wifi nodig: stuurt via The Things Network.',
      en: 'Measures temperature and humidity on a battery. Needs no Wi-Fi: sends over The Things Network.',
    },
    ways: ['the-things-stack', 'http'],
    streams: [
      {
        key: 'temperature',
        property: 'temperature',
        unit: 'Cel',
        fields: { TempC_SHT: 1, temperature: 1 },
      },
      { key: 'humidity', property: 'relative-humidity', unit: '%', fields: { Hum_SHT: 1, humidity: 1 } },
    ],
  },
} as const satisfies Record<string, Kit>

export type KitKey = keyof typeof KITS
export const KIT_KEYS = Object.keys(KITS) as readonly KitKey[]

/** The kit with this key. */
export function kitOf(key: KitKey): Kit {
  return KITS[key]
}
