import { useEffect, useState } from 'react'

const restMs = 500

/** The value once it has rested: what is still being typed is not asked about. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value)
  const text = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as Value), restMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
