import { types } from 'node:util'
import type { Resize } from '../../protocol/runnerTask.ts'
import { copyValue } from '../inputs/copyValue.ts'

/** How values go on beyond those that are there. */
export type RepeatMode = Resize['repeats']

type Column = (index: number) => unknown

const suffixLength = 4

/**
 * So many values as are asked for: the given ones, then those again. Objects are copies. Where most given ones differ,
 * those that follow are others: code that looks for duplicates, or groups, would meet ever fewer new values. Numbers that rise, or fall, go on doing so;
 * others are in no order.
 */
export function repeatValues(values: readonly unknown[], length: number, mode: RepeatMode): unknown[] {
  const more = (mode === 'varied' ? variedColumn(values, length) : null) ?? copies(values)
  const result = values.slice(0, length)
  for (let index = result.length; index < length; index++) result.push(more(index))
  return result
}

/** Whether there is anything to vary. */
export function canVary(values: readonly unknown[]): boolean {
  return variedColumn(values, values.length) !== null
}

function copies(values: readonly unknown[]): Column {
  return (index) => copyValue(values[index % values.length]).value
}

function variedColumn(values: readonly unknown[], length: number): Column | null {
  if (isEach(values, isNumber)) return mostDiffer(values) ? variedNumbers(values, length) : null
  if (isEach(values, isString)) return mostDiffer(values) ? variedStrings(values, length) : null
  return isEach(values, isPlainObject) ? variedObjects(values, length) : null
}

/** Some may be there twice, which they then are in every round; of fewer kinds they are a choice, like the states of an order. */
function mostDiffer(values: readonly unknown[]): boolean {
  return new Set(values).size > values.length / 2
}

function variedNumbers(values: readonly number[], length: number): Column {
  const [first = 0] = values
  const span = values.reduce((most, value) => Math.max(most, value), first) - values.reduce((least, value) => Math.min(least, value), first)
  const step = Math.floor(span) + 1
  const rises = values.every((value, index) => index === 0 || value > (values[index - 1] ?? value))
  const falls = values.every((value, index) => index === 0 || value < (values[index - 1] ?? value))
  const place = rises || falls ? roundOf(values) : scattered(values, length)
  return (index) => (values[index % values.length] ?? 0) + (falls && !rises ? -step : step) * place(index)
}

/** Their ends are as long at every size. */
function variedStrings(values: readonly string[], length: number): Column {
  const place = scattered(values, length)
  return (index) => `${values[index % values.length] ?? ''}${place(index).toString(36).padStart(suffixLength, '0')}`
}

/** Objects of the same keys: the values of a key, down all objects, are varied as values of an array are. */
function variedObjects(objects: readonly Readonly<Record<string, unknown>>[], length: number): Column | null {
  const [first = {}] = objects
  const columns = Object.keys(first).flatMap((key): readonly (readonly [string, Column])[] => {
    if (!objects.every((object) => Object.hasOwn(object, key))) return []
    const values = objects.map((object) => object[key])
    const column = isEach(values, isNumber) || isEach(values, isString) ? variedColumn(values, length) : null
    return column === null ? [] : [[key, column]]
  })
  if (columns.length === 0) return null
  const copy = copies(objects)
  return (index) => {
    const made = copy(index)
    if (isPlainObject(made)) for (const [key, column] of columns) Reflect.set(made, key, column(index))
    return made
  }
}

function roundOf(values: readonly unknown[]): (index: number) => number {
  return (index) => Math.floor(index / values.length)
}

/** Rounds in no order, each once: an odd factor maps the numbers below a power of two onto themselves. */
function scattered(values: readonly unknown[], length: number): (index: number) => number {
  const round = roundOf(values)
  const below = 2 ** Math.ceil(Math.log2(Math.max(1, Math.ceil(length / values.length))))
  return (index) => (Math.imul(round(index), 0x9e3779b1) >>> 0) % below
}

function isEach<T>(values: readonly unknown[], is: (value: unknown) => value is T): values is readonly T[] {
  return values.every((value) => is(value))
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function isString(value: unknown): value is string {
  return typeof value === 'string'
}

/** Also what the parts of a row are looked for in. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || types.isProxy(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
