import { types } from 'node:util'
import { HeatlineError } from '../../core/heatlineError.ts'
import { isPlainObject } from './repeatValues.ts'
import type { RepeatMode } from './repeatValues.ts'
import type { RowSet } from './rowSet.ts'
import { sizeableCollection, sizeableString } from './resizeValue.ts'
import type { Sizeable } from './resizeValue.ts'

type Row = readonly unknown[]

/** Something in a row that is taken to the size that is asked for. */
interface Growing extends Sizeable {
  readonly put: (row: unknown[], value: unknown) => void
}

/** A row with what of it has a size, and what has to be said of that. */
interface SizedRow {
  readonly row: Row
  readonly growing: readonly Growing[]
  /** How surely that is what the function's work grows with: 0 is the surest. */
  readonly rank: number
  readonly note: string
}

/** The inputs of a workload at any size. */
export interface ResizableRows {
  /** What the size is, for people. */
  readonly note: string
  /** The inputs at a size, those of the size before no longer to be used: an object that holds a collection holds the new one. */
  at(size: number): RowSet
}

/**
 * Finds what has a size in the inputs of a workload: every collection that is an argument, or stands in an argument's object.
 * Of several rows only the longest is kept, one with a collection where there is any: a mix whose long calls fit into a batch less often with each size would look like
 * growth.
 * @param mode how they go on beyond what is given
 * @throws HeatlineError where nothing has a size
 */
export function resizableRows(rowSet: RowSet, mode: RepeatMode): ResizableRows {
  const sized = rowSet.rows.map(sizedRow).filter((row) => row !== null)
  const [longest] = sized.toSorted((a, b) => a.rank - b.rank || lengthOf(b) - lengthOf(a))
  if (longest === undefined) {
    throw new HeatlineError(rowSet.rows.every((row) => row.length === 0) && !rowSet.targetIsOutermost
      ? 'The call is not the outermost one of its expression, so its arguments cannot be taken to other sizes. Write it as `total(orders, 0.2)`, with nothing around it.'
      : 'Nothing in this call has a size: no argument is an array, string, Map, Set or typed array with something in it. Name a call with such an argument.')
  }
  return {
    note: longest.note,
    at(size) {
      const row = [...longest.row]
      for (const { put, resized } of longest.growing) put(row, resized(size, mode))
      return { ...rowSet, rows: [row] }
    },
  }
}

function lengthOf({ growing }: SizedRow): number {
  return growing.reduce((sum, { length }) => sum + length, 0)
}

/** Collections first; strings where there are none; then what an object of a class holds; a lone number last, which may well be something else. */
function sizedRow(row: Row): SizedRow | null {
  const collections = growingIn(row, sizeableCollection)
  if (collections.length > 0) return { row, growing: collections, rank: 0, note: lengthNote(collections) }
  const strings = growingIn(row, sizeableString)
  if (strings.length > 0) return { row, growing: strings, rank: 1, note: lengthNote(strings) }
  const held = row.flatMap((value) => heldBy(value))
  if (held.length > 0) return { row, growing: held, rank: 2, note: `${lengthNote(held)} It stands inside of an object of a class, which may count on its length elsewhere.` }
  const [count, ...others] = row.flatMap((value, index) => (isCount(value) ? [index] : []))
  if (count === undefined || others.length > 0) return null
  const number: Growing = { what: 'a number', length: 1, varies: false, resized: (size) => size, put: (target, value) => { target[count] = value } }
  return { row, growing: [number], rank: 3, note: `Size n is the number that stands for ${String(row[count])} in the call, as nothing in it has a length. Where it is no count, the figure means little.` }
}

function lengthNote(growing: readonly Growing[]): string {
  return `Size n is the length of ${list(growing.map(({ what }) => what))}: cut, or repeated ${growing.some(({ varies }) => varies) ? 'with other values, as most given ones differ' : 'from the beginning'}.`
}

/** What of the arguments, and directly inside of plain objects among them, can be taken to a size. */
function growingIn(row: Row, sizeable: (value: unknown) => Sizeable | null): readonly Growing[] {
  return row.flatMap((value, index): readonly Growing[] => {
    const own = sizeable(value)
    if (own !== null) return [{ ...own, put: (target, made) => { target[index] = made } }]
    if (!isPlainObject(value)) return []
    return Object.entries(value).flatMap(([key, part]) => {
      const inside = sizeable(part)
      return inside === null ? [] : [{ ...inside, put: (target, made) => { target[index] = { ...Object(target[index]), [key]: made } } }]
    })
  })
}

/** Collections that are properties of an object of a class. They are replaced in place: nothing else reaches its private fields. */
function heldBy(value: unknown): readonly Growing[] {
  if (typeof value !== 'object' || value === null || isPlainObject(value) || types.isProxy(value)) return []
  return Object.entries(Object.getOwnPropertyDescriptors(value)).flatMap(([key, { value: part, writable }]) => {
    const inside = writable === true ? sizeableCollection(part) : null
    return inside === null ? [] : [{ ...inside, put: (_: unknown, made: unknown) => { Reflect.set(value, key, made) } }]
  })
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
}

function list(texts: readonly string[]): string {
  const [last] = texts.slice(-1)
  return texts.length < 2 ? (last ?? '') : `${texts.slice(0, -1).join(', ')} and ${last ?? ''}`
}
