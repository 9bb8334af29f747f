import { fillMarks, markAny } from './anyMarks.ts'
import type { CallShape, InputShape } from './inputShape.ts'

const any: InputShape = { kind: 'any' }

/** Kinds of values that a place is given in turn, where what was seen does not do. */
const kinds: readonly InputShape[] = [
  { kind: 'array', element: { kind: 'number' } },
  { kind: 'string' },
  { kind: 'number' },
  { kind: 'function', parameters: [{ name: 'a', shape: any, isOptional: false }, { name: 'b', shape: any, isOptional: false }], returns: any },
  { kind: 'record', properties: [], rest: { kind: 'number' } },
  { kind: 'array', element: { kind: 'record', properties: [{ name: 'id', shape: { kind: 'number' }, isOptional: false }, { name: 'name', shape: { kind: 'string' }, isOptional: false }], rest: null } },
  { kind: 'array', element: { kind: 'string' } },
  { kind: 'array', element: { kind: 'array', element: { kind: 'number' } } },
  { kind: 'boolean' },
  { kind: 'builtIn', name: 'Map', arguments: [{ kind: 'string' }, { kind: 'number' }] },
  { kind: 'builtIn', name: 'Date', arguments: [] },
  { kind: 'undefined' },
]

/** The first kinds of the first two places together: with one place alone right, nothing may run. */
const mixedKinds = 5

/** Alternatives, at most. */
const most = 60

/**
 * Alternatives in which each place takes other kinds of values, the others as in the best alternative so far.
 * @param best null where none returned
 */
export function variedAlternatives(call: CallShape, best: CallShape | null): readonly CallShape[] {
  const { marks } = markAny(call)
  const fitting = marks.map(({ says, path }) => kinds.filter(({ kind }) => (path[0] === 'this' ? kind === 'record' : says === 'nothing' ? true : says === 'function' ? kind === 'function' : !['string', 'number', 'boolean', 'undefined'].includes(kind))))
  const found: CallShape[] = []
  const add = (shapes: readonly (InputShape | null)[]): void => {
    if (found.length < most) found.push(fillMarks(call, shapes))
  }
  const kept = best === null ? null : filledShapes(call, best, marks.length)
  for (const [index, own] of fitting.entries()) for (const shape of own) add(marks.map((_, at) => (at === index ? shape : kept?.[at] ?? null)))
  const [first = [], second = []] = fitting
  if (marks.length > 1) {
    for (const one of first.slice(0, mixedKinds)) for (const other of second.slice(0, mixedKinds)) add(marks.map((_, index) => (index === 0 ? one : index === 1 ? other : kept?.[index] ?? null)))
  }
  return found
}

/** What an alternative has at the marks. */
function filledShapes(call: CallShape, alternative: CallShape, count: number): readonly (InputShape | null)[] {
  const { marks } = markAny(call)
  return Array.from({ length: count }, (_, index) => {
    const mark = marks[index]
    const [first = '', ...rest] = mark?.path ?? []
    if (first === 'this') return rest.length > 0 ? null : alternative.receiver
    // Deeper ones are rare, and stay as they are.
    return rest.length > 0 ? null : alternative.overloads[0]?.[Number(first)]?.shape ?? null
  })
}
