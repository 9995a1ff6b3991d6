import type { IncomingMessage } from 'node:http'
import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import type { AppConfig } from './context.ts'

function originOf(url: string | null): string[] {
  return url !== null && URL.canParse(url) ? [new URL(url).origin] : []
}

/** On the machine of whoever signs; of all pages one needs it. */
const ncalayerOrigin = 'wss://127.0.0.1:13579'
const isSigningPage = (url = '') => url.startsWith('/e-signature/')

/** The console runs our own scripts only, shows nobody else's frames and is shown in nobody's. */
export async function securityHeaders(app: FastifyInstance, config: AppConfig): Promise<void> {
  const tiles = originOf(config.mapTilesUrl)
  // A value that is empty is left out of the header.
  const ncalayer = config.ncanode ? [({ url }: IncomingMessage) => (isSigningPage(url) ? ncalayerOrigin : '')] : []
  // A fitting scans what is printed on a device and takes the place where the fitter stands; nobody else's frame ever asks.
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('permissions-policy', 'camera=(self), geolocation=(self), microphone=(), payment=(), usb=()')
  })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // The reader of bar codes on the page of a fitting is WebAssembly of our own; text still never becomes a script.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        // MapLibre starts its worker from a blob where a module worker cannot be had.
        workerSrc: ["'self'", 'blob:'],
        // Components set their sizes and colours in style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...tiles],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...tiles, ...ncalayer],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: config.isSecure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    // They need a secure context; over plain HTTP in a local network browsers only complain about them.
    crossOriginOpenerPolicy: config.isSecure,
    originAgentCluster: config.isSecure,
  })
}
