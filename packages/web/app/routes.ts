import { index, prefix, type RouteConfig, type RouteConfigEntry, route } from '@react-router/dev/routes'

const pages = [
  ['opgaven', 'challenges'],
  ['opgaven/:slug', 'challenge'],
  ['gebieden', 'areas'],
  ['gebieden/:code', 'area'],
  ['kaart', 'map'],
  ['indicatoren', 'indicators'],
  ['indicatoren/:slug', 'indicator'],
  ['signalen', 'signals'],
  ['signalen/:id', 'signal'],
  ['besluiten', 'decisions'],
  ['besluiten/:slug', 'decision'],
  ['datasets', 'datasets'],
  ['datasets/:slug', 'dataset'],
  ['meetpunten/:id', 'station'],
  ['grafieken/indicatoren/:slug', 'indicator-chart'],
  ['grafieken/meetpunten/:id', 'station-chart'],
  ['over', 'about'],
  ['privacy', 'privacy'],
  ['toegankelijkheid', 'accessibility'],
  ['*', 'not-found'],
] as const

/** Every page once; `language` tells the two languages apart in the names of the routes. */
function listPages(language: 'nl' | 'en'): RouteConfigEntry[] {
  return [
    index('routes/home.tsx', { id: `${language}/home` }),
    ...pages.map(([path, file]) => route(path, `routes/${file}.tsx`, { id: `${language}/${file}` })),
  ]
}

export default [...prefix('en', listPages('en')), ...listPages('nl')] satisfies RouteConfig
