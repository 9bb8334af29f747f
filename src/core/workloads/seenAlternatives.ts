import { fillMarks, markAny } from './anyMarks.ts'
import type { AnyMark } from './anyMarks.ts'
import type { CallShape, InputShape } from './inputShape.ts'
import { messagesNamed } from './messagesNamed.ts'
import { mergeUses, nothingSeen } from './seenUse.ts'
import type { SeenProbe, SeenUse } from './seenUse.ts'
import { shapeOfForm, shapeOfResult, shapesOfUse } from './shapesOfUse.ts'

/** Alternatives that come of probing calls. */
const mostAlternatives = 12

/** Second guesses that are tried per alternative. */
const mostVariations = 6

/**
 * What a call could take instead of values of which nothing is said, by what code was seen to do with them: several
 * alternatives, the likeliest first. Each has one shape per place.
 * @param read what the function's text says of each place, as far as it does
 */
export function seenAlternatives(call: CallShape, read: readonly (SeenUse | null)[], probes: readonly SeenProbe[]): readonly CallShape[] {
  const { marks } = markAny(call)
  const found = new Map<string, CallShape>()
  const add = (shapes: readonly (InputShape | null)[]): void => {
    if (shapes.every((shape) => shape === null)) return
    const filled = fillMarks(call, shapes)
    const key = JSON.stringify(filled)
    if (found.size < mostAlternatives * 2 && !found.has(key)) found.set(key, filled)
  }
  const addUses = (uses: readonly (SeenUse | null)[], byForm: boolean): void => {
    const guesses = uses.map((use, index): readonly InputShape[] => {
      const shapes = use === null ? [] : shapesOfUse(use).filter((shape) => fits(shape, marks[index]))
      if (use === null || !byForm) return shapes
      const form = shapeOfForm(use)
      return shapes.length === 0 && form !== null && fits(form, marks[index]) ? [form] : shapes
    })
    const firsts = guesses.map((each) => each[0] ?? null)
    add(firsts)
    let variations = 0
    for (const [index, each] of guesses.entries()) {
      for (const other of each.slice(1)) if (variations++ < mostVariations) add(firsts.map((first, at) => (at === index ? other : first)))
    }
  }
  const count = Math.max(read.length, ...probes.map(({ uses }) => uses.length))
  const ordered = byNews(probes)
  // What all calls showed together, and what the text says.
  const merged = Array.from({ length: count }, (_, index) => [read[index] ?? nothingSeen, ...probes.map(({ uses }) => uses[index] ?? nothingSeen)].reduce(mergeUses))
  const [best] = ordered
  const named = messagesNamed(marks.map(({ name, path }) => (path.length === 1 ? name : '')))
  if (named.some((shape) => shape !== null)) add(named.map((shape, index) => shape ?? shapesOfUse(merged[index] ?? nothingSeen).find((each) => fits(each, marks[index])) ?? null))
  if (best !== undefined) addUses(best.uses, true)
  addUses(merged, false)
  if (read.some((use) => use !== null)) addUses(read, false)
  for (const probe of ordered.slice(1, mostAlternatives)) addUses(probe.uses, true)
  return [...found.values()]
}

/** Whether a value of a shape is what the type says of it. */
function fits({ kind }: InputShape, mark: AnyMark | undefined): boolean {
  switch (mark?.says) {
    case 'function': return kind === 'function'
    case 'object': return !['string', 'number', 'boolean', 'bigint', 'symbol', 'undefined', 'null', 'literal'].includes(kind)
    default: return true
  }
}

/** What results can be driven with, the likeliest first: those of calls that ran most. */
export function seenReturns(probes: readonly SeenProbe[]): readonly InputShape[] {
  const found = new Map<string, InputShape>()
  for (const { result } of byNews(probes)) {
    if (result.kind === 'value') continue
    const shape = shapeOfResult(result)
    found.set(JSON.stringify(shape), shape)
  }
  return [...found.values()].slice(0, 4)
}

/** Calls in the order of what they add: first those that ran statements that none before ran, then those that returned. */
function byNews(probes: readonly SeenProbe[]): readonly SeenProbe[] {
  const covered = new Set<number>()
  const left = [...probes]
  const ordered: SeenProbe[] = []
  const worth = ({ statements, returned }: SeenProbe): number => statements.filter((each) => !covered.has(each)).length * 2 + (returned ? 1 : 0)
  while (left.length > 0) {
    let best = 0
    for (let index = 1; index < left.length; index++) {
      const one = left[index]
      const other = left[best]
      if (one !== undefined && other !== undefined && worth(one) > worth(other)) best = index
    }
    const [taken] = left.splice(best, 1)
    if (taken === undefined) break
    for (const each of taken.statements) covered.add(each)
    ordered.push(taken)
  }
  return ordered
}
