import { expect, test } from 'vitest'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { namedSetups } from '../../../src/engine/inputs/namedSetups.ts'

const files: ReadonlyMap<string, string> = new Map([
  ['/p/use.ts', 'export function use() { throw new Error() }'],
  ['/p/setup.ts', 'export function init() {}\nexport function load(name) { return name }\nfunction hidden() {}\nexport const text = () => ""'],
])
const target = discoverFunctions(files.get('/p/use.ts') ?? '', '/p/use.ts').functions[0]

function setupsIn(...errors: readonly string[]): readonly string[] {
  if (target === undefined) throw new Error('no target')
  return namedSetups(errors, target, () => files).map(({ name, from, exported }) => `${name} ${from} ${exported}`)
}

test('finds what errors ask to call first, if it takes nothing and is exported', () => {
  expect(setupsIn('Error: call init() first')).toEqual(['init /p/setup.ts init'])
  expect(setupsIn('Error: not ready, please call `init`')).toEqual(['init /p/setup.ts init'])
  expect(setupsIn('Error: load() was not called', 'Error: hidden() was not called', 'Error: use() was not called')).toEqual([])
})

test('takes no word for a function that is asked for, nor what few errors ask for', () => {
  expect(setupsIn("Error: expected 'text'", 'Error: init')).toEqual([])
  expect(setupsIn('Error: call init() first', ...Array.from({ length: 9 }, () => 'TypeError: x is not iterable'))).toEqual([])
})
