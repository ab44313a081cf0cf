type Listing = Pick<ObjectConstructor, 'keys'>

/**
 * Lets `Object.keys` remember the names in a library of PostgreSQL. PGlite's dynamic linker lists all 23,000 names of
 * PostGIS for every function it looks up, which took half of the time of a first start. Only for the worker thread of
 * the embedded database, where nothing else runs; a library never changes once it is loaded.
 * @param listing what is changed: the `Object` of the thread
 */
export function rememberLibraryNames(listing: Listing): void {
  const { keys } = listing
  const remembered = new WeakMap<object, string[]>()
  listing.keys = (value: object) => {
    if (typeof value !== 'object' || value === null || !('_PG_init' in value)) return keys(value)
    const names = remembered.get(value) ?? keys(value)
    remembered.set(value, names)
    return names
  }
}
