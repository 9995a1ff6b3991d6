export { type NcalayerStandIn, startNcalayerStandIn } from './ncalayer-stand-in.ts'
export { type NcanodeStandIn, startNcanodeStandIn } from './ncanode-stand-in.ts'
export { TestAuthority } from './test-authority.ts'
