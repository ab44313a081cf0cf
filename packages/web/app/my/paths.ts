/** The pages of a resident. `at` puts the language in front. */
export function myPaths(at: (path: string) => string) {
  const part = encodeURIComponent
  const sensor = (id: string) => `/mijn/meters/${part(id)}`
  return {
    my: () => at('/mijn'),
    newSensor: () => at('/mijn/meters/nieuw'),
    placeSensor: (kit: string, dataset: string) =>
      at(`/mijn/meters/nieuw/${part(kit)}?dataset=${part(dataset)}`),
    takeOverSensor: (key: string) => at(`/mijn/meters/overnemen?sleutel=${part(key)}`),
    mySensor: (id: string) => at(sensor(id)),
    moveSensor: (id: string) => at(`${sensor(id)}/verhuizen`),
    handOverSensor: (id: string) => at(`${sensor(id)}/overdragen`),
    stopSensor: (id: string) => at(`${sensor(id)}/stoppen`),
    myMessages: () => at('/mijn/berichten'),
    myConsents: () => at('/mijn/toestemmingen'),
    myConsent: (notice: string) => at(`/mijn/toestemmingen/${part(notice)}`),
    consentReceipt: (notice: string, number: number) =>
      at(`/mijn/toestemmingen/${part(notice)}/bewijzen/${number}`),
    checkReceipt: () => at('/toestemming/controleren'),
    notices: () => at('/werkplek/toestemmingen'),
    newNotice: () => at('/werkplek/toestemmingen/nieuw'),
    editNotice: (id: string) => at(`/werkplek/toestemmingen/${part(id)}`),
  }
}
