import react from '@vitejs/plugin-react'
import mantine from 'postcss-preset-mantine'
import { defineConfig } from 'vite'
import { basemapPlugin } from './basemap/vite-plugin.ts'
import { shellWorkerPlugin } from './shell-worker/vite-plugin.ts'

/** Where `npm run dev` finds the server; the built console is served by the server itself. */
const server = process.env['BILEZIK_SERVER'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [react(), basemapPlugin(), shellWorkerPlugin()],
  worker: { format: 'es' },
  css: { postcss: { plugins: [mantine()] } },
  build: {
    target: 'es2024',
    // An inlined font or script would need a wider content policy than the server gives.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { port: 5173, proxy: { '/api': { target: server, changeOrigin: false } } },
})
