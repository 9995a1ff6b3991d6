/** Made by basemap/vite-plugin.ts. */
declare module 'virtual:basemap' {
  /** Addresses of the GeoJSON files, from the root of the site. */
  export const basemapUrls: { readonly land: string; readonly water: string; readonly labels: string }
  /** Sources and licences, to be shown on the map. */
  export const basemapAttribution: string
}
