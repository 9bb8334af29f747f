import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Bundle } from '../../../src/engine/bundle/bundleEntry.ts'
import { harnessLineOffset } from '../../../src/core/profile/generatedPosition.ts'
import { bundle, fixture } from './bundleFixture.ts'

/** For each occurrence of `text` in the bundle, the source line that its generated line stands for: `main.ts:7`, 1-based. */
function placesOf(made: Bundle, text: string): readonly string[] {
  const lines = readFileSync(made.path, 'utf8').split('\n')
  // The modules begin where the first one is named.
  const first = lines.findIndex((line) => /^\/\/ .*\.ts$/.test(line))
  return lines.flatMap((line, index) => {
    if (index < first || !line.includes(text)) return []
    const at = made.positionOf(index)
    return [at.kind === 'source' ? `${path.basename(at.file)}:${at.line + 1}` : at.kind]
  })
}

test('every line of a chain and of a sum is a line of its own', async () => {
  const made = await bundle(fixture('chains'), 'main.ts', { appendedCode: 'console.log(total([1]), sum(1))' })
  expect(placesOf(made, 'map(')).toEqual(['main.ts:8'])
  expect(placesOf(made, 'filter(')).toEqual(['main.ts:9'])
  expect(placesOf(made, 'reduce(')).toEqual(['main.ts:10'])
  expect(placesOf(made, 'first(')).toEqual(['main.ts:8', 'main.ts:14', 'main.ts:19'])
  expect(placesOf(made, 'third(')).toEqual(['main.ts:10', 'main.ts:15', 'main.ts:21'])
  expect(placesOf(made, 'scale(')).toEqual(['scale.ts:3', 'main.ts:16'])
  // The first mapping of this line is the text before it, which begins a line earlier.
  expect(placesOf(made, '${value +')).toEqual(['scale.ts:5'])
  expect(placesOf(made, 'total(').at(-1)).toBe('harness')
})

test('lines stay exact through the decorator compiler', async () => {
  const made = await bundle(fixture('decorators'), 'main.ts', { appendedCode: 'console.log(0)' })
  const source = readFileSync(made.files.find((file) => file.endsWith('main.ts')) ?? '', 'utf8').split('\n')
  const line = (text: string) => `main.ts:${source.findIndex((one) => one.includes(text)) + 1}`
  expect(placesOf(made, 'map(')).toEqual([line('.map((price)'), line('types.map')])
  expect(placesOf(made, 'filter(')).toEqual([line('.filter(')])
  expect(placesOf(made, 'reduce(')).toEqual([line('.reduce(')])
  expect(placesOf(made, 'total(')).toEqual([line('total(tax'), line('cart.total(2')])
})

test('what stands before the bundle and in the code around it is not the user\'s', async () => {
  const made = await bundle(fixture('chains'), 'main.ts', { appendedCode: '\nsum(1)' })
  expect(made.positionOf(0)).toEqual({ kind: 'outside' })
  expect(made.positionOf(harnessLineOffset - 1)).toEqual({ kind: 'outside' })
  expect(made.positionOf(harnessLineOffset)).toEqual({ kind: 'unmapped' })
  expect(made.positionOf(10_000_000)).toEqual({ kind: 'unmapped' })
  expect(placesOf(made, 'sum(').at(-1)).toBe('harness')
})

test('a function is found where it begins, to the column', async () => {
  const made = await bundle(fixture('chains'), 'main.ts', { appendedCode: 'console.log(total([1]), sum(1))' })
  const lines = readFileSync(made.path, 'utf8').split('\n')
  // As V8 says it: at the parenthesis of the parameters.
  const placeOf = (text: string) => {
    const line = lines.findIndex((each) => each.includes(text))
    const place = made.placeOf(line, (lines[line] ?? '').indexOf(text) + text.indexOf('('))
    return place === null ? null : `${path.basename(place.file)}:${place.line}:${place.column}`
  }
  expect(placeOf('function total(')).toBe('main.ts:5:16')
  expect(placeOf('function third(')).toBe('main.ts:20:9')
  expect(placeOf('function scale(')).toBe('scale.ts:2:16')
  expect(placeOf('(sum2')).toBe('main.ts:9:12')
  expect(placeOf('console.log(')).toBeNull()
  expect(made.placeOf(0, 0)).toBeNull()
  expect(made.placeOf(10_000_000, 0)).toBeNull()
})

test('every line of an ordinary function leads somewhere', async () => {
  const made = await bundle(fixture('chains'), 'main.ts', { appendedCode: 'console.log(total([1]), sum(1))' })
  const lines = readFileSync(made.path, 'utf8').split('\n')
  const start = lines.findIndex((line) => line.includes('// scale.ts'))
  const unmapped = lines.flatMap((line, index) => (index > start && made.positionOf(index).kind === 'unmapped' ? [line] : []))
  // Comments, closing brackets and the list of exports: nothing that runs.
  expect(unmapped.filter((line) => !/^(?:\/\/.*|[\s)}\];,]*|export \{|\s*\w+,?|)$/.test(line))).toEqual([])
})
