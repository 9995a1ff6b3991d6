export { densestPlace } from './densest-place.ts'
export { type PlayOptions, type PlayProgress, type PlaySummary, type PlayedRecording, play } from './play.ts'
export { type RegisterForPlay, registerForPlay } from './register-for-play.ts'
