import { Readable } from 'node:stream'

const nothing = async (): Promise<undefined> => undefined
const none = () => Readable.from([])
const noSuchPacket = () => Promise.reject(new Error('no such packet'))

/**
 * What the inner broker keeps beyond a connection: nothing. No session outlives it, no message is retained, no will is taken, and
 * queues for devices that are away are the gateway's own (device_commands). The store that comes with the broker would keep an entry
 * for every client id that ever acknowledged anything, and anybody may think up client ids.
 */
export const nothingKept = {
  setup: nothing,
  storeRetained: nothing,
  createRetainedStream: none,
  createRetainedStreamCombi: none,
  addSubscriptions: nothing,
  removeSubscriptions: nothing,
  cleanSubscriptions: nothing,
  subscriptionsByClient: async () => [],
  subscriptionsByTopic: async () => [],
  outgoingEnqueue: nothing,
  outgoingEnqueueCombi: nothing,
  outgoingUpdate: nothing,
  outgoingClearMessageId: nothing,
  outgoingStream: none,
  incomingStorePacket: nothing,
  incomingGetPacket: noSuchPacket,
  incomingDelPacket: noSuchPacket,
  cleanIncoming: nothing,
  putWill: nothing,
  delWill: nothing,
  streamWill: none,
}
