/**
 * Photos that wait for a connection, in IndexedDB: the storage that drafts are kept in has no room for them.
 * Each is found only by its id, which stands in the draft of whoever took it; how many there may be is bounded there.
 */
const database = 'bilezik-photos'
const store = 'photos'

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')))
  })
}

async function inStore<T>(mode: IDBTransactionMode, ask: (photos: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open(database, 1)
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(store))
  const open = await done(opening)
  try {
    return await done(ask(open.transaction(store, mode).objectStore(store)))
  } finally {
    open.close()
  }
}

/** Rejects where the browser keeps nothing, or has no room left. */
export async function keepPhoto(id: string, bytes: Blob): Promise<void> {
  // As bytes: some browsers lose the file behind a blob that is kept in private mode.
  const buffer = await bytes.arrayBuffer()
  await inStore('readwrite', (photos) => photos.put(buffer, id))
}

/** Null: it was sent, and taken away, before. */
export async function keptPhoto(id: string): Promise<ArrayBuffer | null> {
  const kept: unknown = await inStore('readonly', (photos) => photos.get(id))
  return kept instanceof ArrayBuffer ? kept : null
}

export async function dropPhoto(id: string): Promise<void> {
  await inStore('readwrite', (photos) => photos.delete(id))
}
