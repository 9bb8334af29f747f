import { expect, test } from 'vitest'
import type { InputShape, ShapeProperty } from '../../../src/core/workloads/inputShape.ts'
import { bodyLiterals } from '../../../src/engine/inputs/bodyLiterals.ts'
import { driveTexts } from '../../../src/engine/inputs/driveText.ts'
import { inputProfiles } from '../../../src/engine/inputs/inputProfile.ts'

/** The first way, which is the most thorough. */
function driver(returns: InputShape, wanted: readonly string[]): (result: unknown) => unknown {
  const [profile] = inputProfiles
  if (profile === undefined) throw new Error('no profile')
  const [text] = driveTexts(returns, { profile, literals: bodyLiterals(''), name: 'value', depth: 1, isBusy: true }, 1, wanted)
  // oxlint-disable-next-line typescript/no-implied-eval -- what the runner does with it
  return new Function(`return ${text ?? 'null'}`)() as (result: unknown) => unknown
}

function method(name: string): ShapeProperty {
  return { name, isOptional: false, shape: { kind: 'function', parameters: [{ name: 'value', shape: { kind: 'number' }, isOptional: false }], returns: { kind: 'undefined' } } }
}

test('members with a wanted name are called for themselves, each with several arguments', () => {
  const calls: [string, unknown][] = []
  const names = ['first', 'second', 'third']
  const result = Object.fromEntries(names.map((name): [string, (value: unknown) => void] => [name, (value) => { calls.push([name, value]) }]))
  const returns: InputShape = { kind: 'record', properties: names.map(method), rest: null }
  driver(returns, ['third'])(result)
  expect(new Set(calls.map(([name]) => name))).toEqual(new Set(['third']))
  expect(new Set(calls.map(([, value]) => value)).size).toBeGreaterThan(1)
  calls.length = 0
  driver(returns, [])(result)
  expect(calls.map(([name]) => name)).toEqual(names)
})

test('what types do not tell of a result is looked for', () => {
  let ran = 0
  const hidden = { deep: { work() { ran++ } } }
  driver({ kind: 'record', properties: [method('other')], rest: null }, ['work'])({ other() {}, ...hidden })
  expect(ran).toBeGreaterThan(0)
  ran = 0
  driver({ kind: 'function', parameters: [], returns: { kind: 'any' } }, ['work'])(() => hidden)
  expect(ran).toBeGreaterThan(0)
})
