import type { Severity } from '@bilezik/domain'

export type Scheme = 'light' | 'dark'

export interface Palette {
  readonly land: string
  readonly kazakhstan: string
  readonly water: string
  readonly waterLine: string
  readonly countryBorder: string
  readonly oblastBorder: string
  readonly road: string
  readonly building: string
  readonly grid: string
  readonly ink: string
  readonly faintInk: string
  readonly halo: string
  readonly bubble: string
  readonly bubbleInk: string
  readonly inside: string
  readonly outside: string
  readonly hatch: string
  readonly trail: string
  readonly selection: string
  readonly severity: Readonly<Record<Severity, string>>
}

/** Grey is good. A WebGL map cannot read the custom properties of app/tokens.css; a test keeps the two alike. */
export const palettes: Readonly<Record<Scheme, Palette>> = {
  light: {
    land: '#e9eaec',
    kazakhstan: '#f6f7f8',
    water: '#cfd8e0',
    waterLine: '#b9c6d1',
    countryBorder: '#8b939c',
    oblastBorder: '#cdd2d7',
    road: '#dcdfe3',
    building: '#e4e6e9',
    grid: '#dfe2e6',
    ink: '#1b1f24',
    faintInk: '#4a525c',
    halo: '#fbfbfc',
    bubble: '#5d7385',
    bubbleInk: '#ffffff',
    inside: '#5d7385',
    outside: '#9a3d00',
    hatch: '#8a93a0',
    trail: '#28527a',
    selection: '#28527a',
    severity: { critical: '#b00f1b', high: '#9a3d00', medium: '#6b5200', low: '#2a5a80' },
  },
  dark: {
    land: '#121417',
    kazakhstan: '#1a1d21',
    water: '#16232e',
    waterLine: '#233746',
    countryBorder: '#6b7683',
    oblastBorder: '#30363e',
    road: '#2a3038',
    building: '#20242a',
    grid: '#272c33',
    ink: '#d9dee4',
    faintInk: '#a4aeba',
    halo: '#121417',
    bubble: '#3f5162',
    bubbleInk: '#e8edf2',
    inside: '#7f97ab',
    outside: '#ffa05c',
    hatch: '#6a7582',
    trail: '#8ab8e0',
    selection: '#8ab8e0',
    severity: { critical: '#ff7b7b', high: '#ffa05c', medium: '#e2c14d', low: '#86b9e0' },
  },
}
