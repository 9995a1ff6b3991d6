import { useEffect, useState } from 'react'

/** Long enough for a live feed to bring its first state. */
const patienceMs = 3_000

/** True once the condition has held for a while: nobody on the map yet is not nobody on the map. */
export function useLasting(isSo: boolean): boolean {
  const [hasLasted, setHasLasted] = useState(false)
  useEffect(() => {
    if (!isSo) return undefined
    const timer = setTimeout(() => setHasLasted(true), patienceMs)
    return () => {
      clearTimeout(timer)
      setHasLasted(false)
    }
  }, [isSo])
  return hasLasted
}
