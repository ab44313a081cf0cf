import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'

/** The fixed part of the OpenAPI document. Paths come from the routes' schemas. */
export const DOCUMENT = {
  openapi: '3.1.0',
  info: {
    title: 'Samenspel',
    version: '1.0.0',
    description:
      'Challenges, goals, measurements, indicators, signals and decisions of a municipality. Reading what is public needs no account.',
    contact: { name: 'Samenspel', email: 'samenspel@example.org', url: 'https://example.org/samenspel' },
    license: { name: 'EUPL-1.2', url: 'https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12' },
  },
  servers: [{ url: '/api/v1' }],
  components: {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer' },
      session: { type: 'apiKey', in: 'cookie', name: 'samenspel.session_token' },
    },
  },
} satisfies FastifyDynamicSwaggerOptions['openapi']
