import { fuzzSuite } from '../testing/fuzz-suite.ts'
import { goldenFrames } from './golden-frames.ts'

fuzzSuite({ name: 'bilezik', frames: goldenFrames, env: process.env, clockMs: () => performance.now(), tell: console.info })
