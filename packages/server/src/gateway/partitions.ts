import { day as dayMs, instant, isoInstant } from '@bilezik/domain'
import { strayDay } from './prepare-rows.ts'

function isoDay(day: number): string {
  return isoInstant(instant(day * dayMs)).slice(0, 10)
}

/** The partitions of `readings` that are known to exist, by their day. */
export class Partitions {
  readonly #names = new Map<number, string>()
  readonly #make: (isoDay: string) => Promise<unknown>

  /** `make`: sees to it that a day has its partition; asked outside of every batch's transaction. */
  constructor(make: (isoDay: string) => Promise<unknown>) {
    this.#make = make
  }

  nameOf(day: number): string | undefined {
    return day === strayDay ? 'readings_stray' : this.#names.get(day)
  }

  async make(days: readonly number[]): Promise<void> {
    for (const day of days) {
      await this.#make(isoDay(day))
      this.#names.set(day, `readings_${isoDay(day).replaceAll('-', '')}`)
    }
  }

  forget(): void {
    this.#names.clear()
  }
}
