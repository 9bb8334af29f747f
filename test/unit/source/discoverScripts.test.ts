import { expect, test } from 'vitest'
import { discoverScripts } from '../../../src/core/source/discoverScripts.ts'

test('finds scripts with their lines', () => {
  expect(discoverScripts('{\n  "name": "cart",\n  "scripts": {\n    "build": "tsc",\n    "te\\u0073t": "vitest run"\n  }\n}\n')).toEqual([
    { name: 'build', command: 'tsc', line: 3 },
    { name: 'test', command: 'vitest run', line: 4 },
  ])
})

test.each(['', '{', '[]', 'null', '{ "scripts": [] }', '{ "scripts": { "a": 1 } }', '{ "config": { "scripts": { "a": "b" } } }', '{ "scripts": { "a": "b" }, }}'])('%j has none', (text) => {
  expect(discoverScripts(text)).toEqual([])
})
