import type { Instant } from '@bilezik/domain'
import type { ColumnType } from 'kysely'

export type Timestamp = ColumnType<Instant, string, string>
export type NullableTimestamp = ColumnType<Instant | null, string | null | undefined, string | null>
export type DefaultTimestamp = ColumnType<Instant, string | undefined, string>
export type Json<T> = ColumnType<T, string, string>
/** A `tstzrange`: written as an expression, read through lower() and upper(). */
export type Range = ColumnType<string, string, string>
