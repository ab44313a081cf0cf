/** The pages for people with an account. `at` puts the language in front. */
export function accountPaths(at: (path: string) => string) {
  const part = encodeURIComponent
  const challenge = (slug: string) => `/werkplek/opgaven/${part(slug)}`
  const decision = (slug: string) => `/werkplek/besluiten/${part(slug)}`
  const dataset = (slug: string) => `/werkplek/datasets/${part(slug)}`
  const alliance = (slug: string, id: string) => `${challenge(slug)}/allianties/${part(id)}`
  const agreement = (slug: string) => `/werkplek/afspraken/${part(slug)}`
  const inboundSource = (id: string) => `/werkplek/aanvoer/bronnen/${part(id)}`
  return {
    signIn: (back?: string) => at(back ? `/inloggen?terug=${part(back)}` : '/inloggen'),
    signOut: () => at('/uitloggen'),
    register: (back?: string) => at(back ? `/registreren?terug=${part(back)}` : '/registreren'),
    forgotPassword: () => at('/wachtwoord-vergeten'),
    resetPassword: () => at('/wachtwoord-herstellen'),
    workspace: () => at('/werkplek'),
    account: () => at('/werkplek/account'),
    purpose: () => at('/werkplek/doel'),
    ownChallenges: () => at('/werkplek/opgaven'),
    newChallenge: () => at('/werkplek/opgaven/nieuw'),
    editChallenge: (slug: string) => at(challenge(slug)),
    editSource: (slug: string, id: string) => at(`${challenge(slug)}/bronnen/${part(id)}`),
    editGoal: (slug: string, id: string) => at(`${challenge(slug)}/doelen/${part(id)}`),
    editParty: (slug: string, id: string) => at(`${challenge(slug)}/partijen/${part(id)}`),
    editAlliance: (slug: string, id: string) => at(alliance(slug, id)),
    editMember: (slug: string, id: string, member: string) =>
      at(`${alliance(slug, id)}/leden/${part(member)}`),
    ownAgreements: () => at('/werkplek/afspraken'),
    newAgreement: (from: { challenge?: string; alliance?: string } = {}) => {
      const query = new URLSearchParams({
        ...(from.challenge && { opgave: from.challenge }),
        ...(from.alliance && { alliantie: from.alliance }),
      })
      return at(`/werkplek/afspraken/nieuw${query.size > 0 ? `?${query}` : ''}`)
    },
    editAgreement: (slug: string) => at(agreement(slug)),
    agreementStep: (slug: string, step: string) => at(`${agreement(slug)}/stappen/${part(step)}`),
    newAgreementVersion: (slug: string) => at(`${agreement(slug)}/nieuwe-versie`),
    agreementTask: (id: string) => at(`/werkplek/taken/${part(id)}`),
    ownIndicators: () => at('/werkplek/indicatoren'),
    newIndicator: (challengeId?: string) =>
      at(`/werkplek/indicatoren/nieuw${challengeId ? `?opgave=${part(challengeId)}` : ''}`),
    editIndicator: (slug: string) => at(`/werkplek/indicatoren/${part(slug)}`),
    indicatorSignals: (slug: string) => at(`/werkplek/indicatoren/${part(slug)}/signalen`),
    steeringAnswer: (slug: string, respect: string, finding: string) =>
      at(`/werkplek/indicatoren/${part(slug)}/antwoord/${part(respect)}/${part(finding)}`),
    openSignals: (state?: string) => at(`/werkplek/signalen${state ? `?stand=${part(state)}` : ''}`),
    openSignal: (id: string) => at(`/werkplek/signalen/${part(id)}`),
    reviewDecision: (slug: string) => at(`${decision(slug)}/terugblik`),
    withdrawDecision: (slug: string) => at(`${decision(slug)}/intrekken`),
    blackOut: (kind: string, id: string, version: number) =>
      at(`/werkplek/weglakken/${part(kind)}/${part(id)}/${version}`),
    ownDecisions: () => at('/werkplek/besluiten'),
    newDecision: (from: { signal?: string; challenge?: string } = {}) => {
      const [name, value] = from.signal ? ['signaal', from.signal] : ['opgave', from.challenge]
      return at(`/werkplek/besluiten/nieuw${value ? `?${name}=${part(value)}` : ''}`)
    },
    editDecision: (slug: string) => at(decision(slug)),
    correctDecision: (slug: string) => at(`${decision(slug)}/verbeteren`),
    ownDatasets: () => at('/werkplek/datasets'),
    newDataset: () => at('/werkplek/datasets/nieuw'),
    editDataset: (slug: string) => at(dataset(slug)),
    qualityLimits: (slug: string, property: string) => at(`${dataset(slug)}/grenzen/${part(property)}`),
    judgeValues: (datastream: number | string, from?: string, to?: string) =>
      at(
        `/werkplek/meetreeksen/${part(String(datastream))}/oordelen${from && to ? `?van=${part(from)}&tot=${part(to)}` : ''}`,
      ),
    intake: () => at('/werkplek/aanvoer'),
    newConnector: (kind?: string) =>
      at(`/werkplek/aanvoer/koppelingen/nieuw${kind ? `?soort=${part(kind)}` : ''}`),
    connector: (id: string) => at(`/werkplek/aanvoer/koppelingen/${part(id)}`),
    newStatLineTable: () => at('/werkplek/aanvoer/cbs/nieuw'),
    statLineTable: (id: string) => at(`/werkplek/aanvoer/cbs/${part(id)}`),
    newInboundSource: () => at('/werkplek/aanvoer/bronnen/nieuw'),
    inboundSource: (id: string) => at(inboundSource(id)),
    editInboundSource: (id: string) => at(`${inboundSource(id)}/wijzigen`),
    inboundBroker: (id: string) => at(`${inboundSource(id)}/broker`),
    deadLetters: (dataset?: string, reason?: string) =>
      at(
        `/werkplek/aanvoer/geweigerd${dataset && reason ? `?dataset=${part(dataset)}&reden=${part(reason)}` : ''}`,
      ),
    deadLetter: (id: string) => at(`/werkplek/aanvoer/geweigerd/${part(id)}`),
    mandates: () => at('/werkplek/mandaten'),
    newMandate: () => at('/werkplek/mandaten/nieuw'),
    editMandate: (id: string) => at(`/werkplek/mandaten/${part(id)}`),
    organisation: (id: string) => at(`/werkplek/organisaties/${part(id)}`),
    tokens: (id: string) => at(`/werkplek/organisaties/${part(id)}/sleutels`),
    partners: (id: string) => at(`/werkplek/organisaties/${part(id)}/andere`),
    signalTerms: (id: string) => at(`/werkplek/organisaties/${part(id)}/termijnen`),
    webhooks: (id: string) => at(`/werkplek/organisaties/${part(id)}/webhooks`),
    webhook: (id: string, webhook: string) =>
      at(`/werkplek/organisaties/${part(id)}/webhooks/${part(webhook)}`),
  }
}

/**
 * The page of this site to which a visitor may be sent back, or undefined: never another site, so no address that a
 * browser reads as one (`//…`, `/\…`).
 */
export function safeReturn(path: string | null | undefined): string | undefined {
  return path && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : undefined
}

/** The same page with a word in its address that tells what was just done. */
export function withDone(path: string, done: string): string {
  const [before = '', fragment] = path.split('#')
  const joined = `${before}${before.includes('?') ? '&' : '?'}gedaan=${encodeURIComponent(done)}`
  return fragment ? `${joined}#${fragment}` : joined
}
