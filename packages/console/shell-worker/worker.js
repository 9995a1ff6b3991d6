// Serves the console's own files where there is no connection, so that a fitting goes on after a reload.
// Plain JavaScript: the build puts its list of files in place of SHELL (see vite-plugin.ts) and touches nothing else.
// Nothing but these files is ever put into a cache: no answer of the interface, nothing about anybody.
const shell = SHELL
const prefix = 'bilezik-shell.'
const own = prefix + shell.version
const page = '/index.html'
/** A connection that gives no answer for so long is none. */
const patienceMs = 5_000

/** All or nothing, and each file exactly that of this build: a deploy in the middle of it makes the installation fail, to be tried again. */
async function install() {
  const cache = await caches.open(own)
  await cache.addAll(shell.files.map(([path, integrity]) => new Request(path, { integrity, cache: 'no-cache' })))
  await self.skipWaiting()
}

/** The build before this one is kept too: a page of it that is still open loads its further parts from there. */
async function activate() {
  const kept = (await caches.keys()).filter((name) => name.startsWith(prefix))
  const last = kept.filter((name) => name !== own).slice(-1)
  await Promise.all(kept.filter((name) => name !== own && !last.includes(name)).map((name) => caches.delete(name)))
  await self.clients.claim()
}

async function withinPatience(request) {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), patienceMs)
  try {
    return await fetch(request, { signal: stop.signal })
  } finally {
    clearTimeout(timer)
  }
}

/** The server's file, or that of this build where the server cannot be reached. */
async function fromServer(request, path) {
  try {
    const answer = await withinPatience(request)
    if (answer.status < 500) return answer
  } catch {
    // No connection: below.
  }
  const cache = await caches.open(own)
  return (await cache.match(path, { ignoreVary: true })) ?? Response.error()
}

/** A hash of its content is in its name: whichever build has it, it is the same file. */
async function fromBuild(request) {
  return (await caches.match(request.url, { ignoreVary: true })) ?? fetch(request)
}

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || /^\/api(\/|$)/.test(pathname)) return
  if (request.mode === 'navigate') {
    if (!/\.[^/]*$/.test(pathname)) event.respondWith(fromServer(request, page))
  } else if (pathname.startsWith('/assets/')) event.respondWith(fromBuild(request))
  else if (shell.files.some(([path]) => path === pathname)) event.respondWith(fromServer(request, pathname))
})
