import { expect, test } from 'vitest'
import type { InputShape, ShapeProperty } from '../../../src/core/workloads/inputShape.ts'
import { bodyLiterals } from '../../../src/engine/inputs/bodyLiterals.ts'
import { driveTexts } from '../../../src/engine/inputs/driveText.ts'
import { inputProfiles } from '../../../src/engine/inputs/inputProfile.ts'

type Observer = Readonly<Record<'next' | 'error' | 'complete', (value?: unknown) => void>>

const any: InputShape = { kind: 'any' }
const none: InputShape = { kind: 'undefined' }

function method(name: string, ...parameters: readonly ShapeProperty[]): ShapeProperty {
  return { name, isOptional: false, shape: { kind: 'function', parameters, returns: none } }
}

const observable: InputShape = { kind: 'record', properties: [method('subscribe')], rest: null }

/** What drives a result, most thorough first. */
function drivers(returns: InputShape): readonly ((result: unknown) => unknown)[] {
  const [profile] = inputProfiles
  if (profile === undefined) throw new Error('No profile')
  return driveTexts(returns, { profile, literals: bodyLiterals(''), name: 'value', depth: 0, isBusy: true }, 1)
    // oxlint-disable-next-line typescript/no-implied-eval -- what the runner does with them
    .map((text) => new Function(`return ${text}`)() as (result: unknown) => unknown)
}

test('one way is to stay subscribed while values come later, and to what they are', async () => {
  const heard: string[] = []
  const inner = { subscribe: () => { heard.push('inner'); return { unsubscribe() {} } } }
  const late = {
    subscribe({ next, complete }: Observer) {
      let isOver = false
      setTimeout(() => {
        if (isOver) return
        heard.push('late')
        next(inner)
        complete()
      }, 0)
      return { unsubscribe: () => { isOver = true } }
    },
  }
  const [first, ...others] = drivers(observable)
  await first?.(late)
  expect(heard).toEqual([])
  for (const each of others) await each(late)
  expect(heard.slice(0, 2)).toEqual(['late', 'inner'])
})

test('what never ends is left after some turns, and what ends at once is not waited for', async () => {
  let subscribed = 0
  const never = { subscribe: () => { subscribed++; return { unsubscribe: () => { subscribed-- } } } }
  const over = { subscribe: ({ error }: Observer) => { error(new Error('failed')); return { unsubscribe() {} } } }
  for (const each of drivers(observable)) {
    expect(await each(never)).toBe(never)
    expect(each(over)).toBe(over)
  }
  expect(subscribed).toBe(0)
})

test('of the callbacks that a result is called with each does what the others do not', () => {
  const emitter: ShapeProperty = { name: 'emitter', shape: observable, isOptional: false, methods: [method('next', { name: 'value', shape: any, isOptional: false }), method('error'), method('complete')] }
  const start: ShapeProperty = { name: 'start', shape: { kind: 'function', parameters: [emitter], returns: none }, isOptional: false }
  const [first] = drivers({ kind: 'function', parameters: [start], returns: none })
  const called = new Set<string>()
  first?.((own: (to: Observer) => void) => own({ next: () => called.add('next'), error: () => called.add('error'), complete: () => called.add('complete') }))
  expect([...called].toSorted()).toEqual(['complete', 'error', 'next'])
})

test('what is said to be a function is called', () => {
  let calls = 0
  const [first] = drivers({ kind: 'builtIn', name: 'Function', arguments: [] })
  first?.(() => calls++)
  expect(calls).toBeGreaterThan(0)
})
