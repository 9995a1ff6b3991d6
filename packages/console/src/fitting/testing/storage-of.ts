/** A browser's storage, as far as drafts use it. */
export function storageOf(held: Record<string, string> = {}): Storage {
  const storage = { ...held } as unknown as Storage
  const methods = {
    getItem: (key: string) => (Object.hasOwn(storage, key) ? String(storage[key]) : null),
    setItem: (key: string, value: string) => void Object.assign(storage, { [key]: value }),
    removeItem: (key: string) => void Reflect.deleteProperty(storage, key),
  }
  for (const [name, value] of Object.entries(methods)) Object.defineProperty(storage, name, { value, enumerable: false })
  return storage
}
