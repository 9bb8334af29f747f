import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { firstOfRing, ringOf } from '../../../src/engine/bundle/ringOrder.ts'
import { bundle, outputOf, temporaryFolder } from './bundleFixture.ts'

/** `base` and `special` import each other, and what extends a class has to come last. */
function project(format: 'esm' | 'cjs'): string {
  const root = temporaryFolder()
  const files = {
    'package.json': '{ "name": "shop" }',
    'src/index.ts': 'export { Special } from "./special"\nexport { Base } from "./base"\n',
    'src/base.ts': 'import { Special } from "./special"\nexport class Base { other() { return new Special() } }\nexport const marker: string = "base"\n',
    'src/special.ts': 'import { Base } from "./base"\nexport class Special extends Base {}\n',
    'src/alone.ts': 'import { Base } from "./base"\nconsole.log(new Base().other() instanceof Base)\nexport {}\n',
  }
  mkdirSync(path.join(root, 'src'))
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(root, name), name === 'package.json' ? JSON.stringify({ name: 'shop', ...(format === 'esm' && { type: 'module' }) }) : text)
  return root
}

describe.each(['esm', 'cjs'] as const)('modules that import each other, as %s', (format) => {
  test('are loaded in the order of the package\'s program', async () => {
    const made = await bundle(project(format), 'src/base.ts', { appendedCode: 'setImmediate(() => console.log(new Base().other() instanceof Base))' })
    expect(await outputOf(made)).toBe('true')
    expect(made.format).toBe(format)
  })

  test('keep the places of the entry', async () => {
    const root = project(format)
    const made = await bundle(root, 'src/base.ts', { appendedCode: 'console.log(new Error().stack.split("\\n")[1].match(/:(\\d+):\\d+\\)?$/)[1])' })
    const line = Number(await outputOf(made)) - 1
    // Behind the entry's four lines is what Heatline adds.
    expect(made.positionOf(line)).toEqual({ kind: 'harness' })
  })
})

const loads = (graph: Readonly<Record<string, readonly string[]>>) => (file: string) => graph[file] ?? []

test('a ring is what imports a module and is imported by it', () => {
  expect([...ringOf('a', loads({ a: ['b', 'x'], b: ['c'], c: ['a'], x: ['y'], z: ['a'] }))].toSorted()).toEqual(['a', 'b', 'c'])
  expect([...ringOf('a', loads({ a: ['b'], b: [], z: ['a'] }))]).toEqual(['a'])
})

test.each([
  [{ '/p/index.ts': ['/p/x.ts', '/p/a.ts'], '/p/x.ts': ['/p/b.ts'], '/p/a.ts': ['/p/b.ts'], '/p/b.ts': ['/p/a.ts'] }, '/p/b.ts'],
  [{ '/p/index.ts': ['/p/a.ts', '/p/b.ts'], '/p/a.ts': ['/p/b.ts'], '/p/b.ts': ['/p/a.ts'] }, '/p/a.ts'],
  [{ '/p/script.ts': ['/p/b.ts'], '/p/main.ts': ['/p/a.ts'], '/p/a.ts': ['/p/b.ts'], '/p/b.ts': ['/p/a.ts'] }, '/p/a.ts'],
  [{ '/p/a.ts': ['/p/b.ts'], '/p/b.ts': ['/p/a.ts'] }, null],
])('of %j the program comes first to %s', (graph: Readonly<Record<string, readonly string[]>>, first) => {
  expect(firstOfRing(new Set(['/p/a.ts', '/p/b.ts']), Object.keys(graph), loads(graph))).toBe(first)
})
