import type { Config } from '@react-router/dev/config'

export default {
  ssr: true,
  // Every address is known from the start, so that moving between pages asks for data only.
  routeDiscovery: { mode: 'initial' },
  serverBuildFile: 'index.js',
} satisfies Config
