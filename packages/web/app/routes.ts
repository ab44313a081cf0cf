import { index, prefix, type RouteConfig, type RouteConfigEntry, route } from '@react-router/dev/routes'

const pages = [
  ['opgaven', 'challenges'],
  ['opgaven/:slug', 'challenge'],
  ['gebieden', 'areas'],
  ['gebieden/:code', 'area'],
  ['gebieden/:code/waarom', 'why'],
  ['kaart', 'map'],
  ['verken', 'explore'],
  ['verken/specificatie', 'explore-spec'],
  ['analyses', 'analyses'],
  ['analyses/:slug/herhaal', 'analysis-rerun'],
  ['analyses/:slug/:version?', 'analysis'],
  ['indicatoren', 'indicators'],
  ['indicatoren/:slug', 'indicator'],
  ['indicatoren/:slug/cijfer', 'indicator-figure'],
  ['signalen', 'signals'],
  ['signalen/:id', 'signal'],
  ['besluiten', 'decisions'],
  ['besluiten/:slug', 'decision'],
  ['afspraken', 'agreements'],
  ['afspraken/:slug', 'agreement'],
  ['datasets', 'datasets'],
  ['datasets/:slug', 'dataset'],
  ['meetpunten/:id', 'station'],
  ['meetreeksen/:id', 'datastream'],
  ['berichten/:what', 'station-messages'],
  ['grafieken/verken', 'explore-chart'],
  ['grafieken/kaart', 'map-picture'],
  ['grafieken/analyses/:slug', 'analysis-chart'],
  ['grafieken/indicatoren/:slug', 'indicator-chart'],
  ['grafieken/indicatoren/:slug/keuzes', 'choices-chart'],
  ['grafieken/indicatoren/:slug/verwachting', 'forecast-chart'],
  ['grafieken/meetpunten/:id', 'station-chart'],
  ['grafieken/meetreeksen/:id', 'datastream-chart'],
  ['opmerkingen', 'remarks'],
  ['opmerkingen/nieuw', 'new-remark'],
  ['opmerkingen/:id', 'remark'],
  ['opmerkingen/:id/wijzigen', 'edit-remark'],
  ['melden/:kind/:id', 'report-text'],
  ['huisregels', 'house-rules'],
  ['oordelen', 'judgements'],
  ['oordelen/:id', 'judgement'],
  ['over', 'about'],
  ['privacy', 'privacy'],
  ['toegankelijkheid', 'accessibility'],
  ['ontwikkelaars', 'developers'],
  ['ns/odrl', 'odrl-profile'],
  ['inloggen', 'account/sign-in'],
  ['uitloggen', 'account/sign-out'],
  ['registreren', 'account/register'],
  ['wachtwoord-vergeten', 'account/forgot-password'],
  ['wachtwoord-herstellen', 'account/reset-password'],
  ['toestemming/controleren', 'check-receipt'],
  ['klas', 'class'],
  ['*', 'not-found'],
] as const

/** Pages about what the platform holds about who is signed in, under `mijn/gegevens`. */
const myDataPages = [
  ['gebruik', 'uses'],
  ['wissen', 'erase'],
] as const

/** Pages of a resident who is signed in, under `mijn`. */
const myPages = [
  ['meters/nieuw', 'new-sensor'],
  ['meters/nieuw/:kit', 'place-sensor'],
  ['meters/overnemen', 'take-over'],
  ['meters/:id', 'sensor'],
  ['meters/:id/verhuizen', 'move-sensor'],
  ['meters/:id/overdragen', 'hand-over'],
  ['meters/:id/stoppen', 'stop-sensor'],
  ['toestemmingen', 'consents'],
  ['toestemmingen/:id', 'consent'],
  ['analyses', 'analyses'],
  ['analyses/nieuw', 'new-analysis'],
  ['analyses/:slug', 'analysis'],
  ['analyses/:slug/voorbeeld', 'analysis-preview'],
  ['analyses/:slug/intrekken', 'withdraw-analysis'],
  ['klassen', 'classes'],
  ['klassen/nieuw', 'new-class'],
  ['klassen/:id', 'class'],
  ['klassen/:id/kaarten', 'class-cards'],
  ['klassen/:id/analyses/:slug', 'class-analysis'],
] as const

/** Pages for who is signed in, under `werkplek`. */
const workspacePages = [
  ['account', 'account'],
  ['account/verwijderen', 'delete-account'],
  ['doel', 'purpose'],
  ['opgaven', 'challenges'],
  ['opgaven/nieuw', 'new-challenge'],
  ['opgaven/:slug', 'challenge'],
  ['opgaven/:slug/bronnen/:id', 'source'],
  ['opgaven/:slug/doelen/:id', 'goal'],
  ['opgaven/:slug/partijen/:id', 'party'],
  ['opgaven/:slug/allianties/:alliance', 'alliance'],
  ['opgaven/:slug/allianties/:alliance/leden/:id', 'alliance-member'],
  ['afspraken', 'agreements'],
  ['afspraken/nieuw', 'new-agreement'],
  ['afspraken/:slug', 'agreement'],
  ['afspraken/:slug/stappen/:step', 'agreement-step'],
  ['afspraken/:slug/nieuwe-versie', 'new-agreement-version'],
  ['taken/:id', 'agreement-task'],
  ['indicatoren', 'indicators'],
  ['indicatoren/:slug', 'indicator'],
  ['indicatoren/:slug/antwoord/:respect/:finding', 'steering-answer'],
  ['signalen', 'signals'],
  ['signalen/:id', 'signal'],
  ['besluiten', 'decisions'],
  ['besluiten/nieuw', 'new-decision'],
  ['besluiten/:slug', 'decision'],
  ['besluiten/:slug/verbeteren', 'correct-decision'],
  ['datasets', 'datasets'],
  ['datasets/:slug', 'dataset'],
  ['datasets/:slug/grenzen/:property', 'quality-limits'],
  ['meetreeksen/:id/oordelen', 'judge-values'],
  ['aanvoer', 'intake'],
  ['aanvoer/koppelingen/nieuw', 'new-connector'],
  ['aanvoer/koppelingen/:id', 'connector'],
  ['aanvoer/cbs/nieuw', 'new-statline'],
  ['aanvoer/cbs/:id', 'statline'],
  ['aanvoer/bronnen/nieuw', 'new-inbound-source'],
  ['aanvoer/bronnen/:id', 'inbound-source'],
  ['aanvoer/bronnen/:id/wijzigen', 'edit-inbound-source'],
  ['aanvoer/bronnen/:id/broker', 'inbound-broker'],
  ['aanvoer/geweigerd', 'dead-letters'],
  ['aanvoer/geweigerd/:id', 'dead-letter'],
  ['moderatie', 'moderation'],
  ['moderatie/:kind/:id', 'judge-text'],
  ['mandaten', 'mandates'],
  ['mandaten/:id', 'mandate'],
  ['toestemmingen', 'notices'],
  ['toestemmingen/:id', 'notice'],
  ['klassen', 'classes'],
  ['organisaties/:id', 'members'],
  ['organisaties/:id/sleutels', 'tokens'],
  ['organisaties/:id/andere', 'partners'],
] as const

/** Every page once; `language` tells the two languages apart in the names of the routes. */
function listPages(language: 'nl' | 'en'): RouteConfigEntry[] {
  return [
    index('routes/home.tsx', { id: `${language}/home` }),
    ...pages.map(([path, file]) => route(path, `routes/${file}.tsx`, { id: `${language}/${file}` })),
    route('mijn/gegevens', 'routes/my-data/layout.tsx', { id: `${language}/my-data` }, [
      index('routes/my-data/home.tsx', { id: `${language}/my-data/home` }),
      ...myDataPages.map(([path, file]) =>
        route(path, `routes/my-data/${file}.tsx`, { id: `${language}/my-data/${file}` }),
      ),
    ]),
    route('mijn/toestemmingen/:id/bewijzen/:number', 'routes/my/receipt.ts', {
      id: `${language}/my/receipt`,
    }),
    route('mijn', 'routes/my/layout.tsx', { id: `${language}/my` }, [
      index('routes/my/home.tsx', { id: `${language}/my/home` }),
      ...myPages.map(([path, file]) =>
        route(path, `routes/my/${file}.tsx`, { id: `${language}/my/${file}` }),
      ),
    ]),
    route('werkplek', 'routes/workspace/layout.tsx', { id: `${language}/workspace` }, [
      index('routes/workspace/home.tsx', { id: `${language}/workspace/home` }),
      ...workspacePages.map(([path, file]) =>
        route(path, `routes/workspace/${file}.tsx`, { id: `${language}/workspace/${file}` }),
      ),
    ]),
  ]
}

/** Documents for programs, which have one address whatever the language. */
const documents = [
  route('ns/odrl.ttl', 'routes/odrl-turtle.ts'),
  route('ns/odrl.jsonld', 'routes/odrl-json.ts'),
]

export default [...documents, ...prefix('en', listPages('en')), ...listPages('nl')] satisfies RouteConfig
