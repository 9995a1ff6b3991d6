import { api, type CaseFileFile, problemSchema } from '@bilezik/contract'
import { ApiProblem, NetworkFailure, credentials } from '../api/client.ts'

export interface FileToSend {
  readonly orderId: string
  readonly belongsTo: string | null
  readonly file: File
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function answerOf(status: number, text: string): CaseFileFile {
  if (status === 200) {
    const answer = api.uploadFile.response.safeParse(parsed(text))
    if (answer.success) return answer.data
  } else {
    const problem = problemSchema.safeParse(parsed(text))
    if (problem.success) throw new ApiProblem(problem.data)
  }
  throw new NetworkFailure('unreadable', text.slice(0, 100), status)
}

/** By XMLHttpRequest: fetch does not tell how much of a body has gone out. Throws as `call` does. */
export function sendFile({ orderId, belongsTo, file }: FileToSend, onProgress: (share: number) => void): Promise<CaseFileFile> {
  const path = api.uploadFile.path.replace(':orderId', encodeURIComponent(orderId))
  const query = new URLSearchParams({ name: file.name, ...(belongsTo !== null && { belongsTo }) })
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `${path}?${query.toString()}`)
    request.setRequestHeader('accept-language', credentials.language)
    request.setRequestHeader('content-type', 'application/octet-stream')
    if (credentials.csrfToken !== null) request.setRequestHeader('x-csrf-token', credentials.csrfToken)
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
    const lost = () => reject(new NetworkFailure('unreachable', 'the connection was lost'))
    for (const way of ['error', 'abort', 'timeout'] as const) request.addEventListener(way, lost)
    request.addEventListener('load', () => {
      try {
        resolve(answerOf(request.status, request.responseText))
      } catch (error) {
        reject(error instanceof Error ? error : new NetworkFailure('unreadable', error))
      }
    })
    request.send(file)
  })
}
