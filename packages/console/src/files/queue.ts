import { useSyncExternalStore } from 'react'
import { queryClient } from '../app/query-client.ts'
import { filesQuery } from './queries.ts'
import { sendFile } from './send-file.ts'
import { type Upload, UploadQueue } from './upload-queue.ts'

/** One for the page: it lasts as long as the browser's tab. */
export const uploads = new UploadQueue(
  sendFile,
  (orderId) => void queryClient.invalidateQueries({ queryKey: filesQuery(orderId).queryKey }),
)

export function useUploads(orderId: string, belongsTo: string | null): readonly Upload[] {
  const all = useSyncExternalStore(uploads.subscribe, uploads.all)
  return all.filter((upload) => upload.orderId === orderId && upload.belongsTo === belongsTo)
}
