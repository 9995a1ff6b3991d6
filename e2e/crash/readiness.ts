import { api, problemSchema } from '@bilezik/contract'

/** What a probe is told: the status, and the sentence that says why where it is not ready. */
export async function readinessOf(baseUrl: string): Promise<{ readonly status: number; readonly detail: string | undefined }> {
  const response = await fetch(new URL(api.getReadiness.path, baseUrl), { signal: AbortSignal.timeout(8_000) })
  const problem = problemSchema.safeParse(await response.json())
  return { status: response.status, detail: problem.data?.detail }
}
