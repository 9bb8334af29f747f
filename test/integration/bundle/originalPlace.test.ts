import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { nodes } from '../../support/nodes.ts'
import { bundle, bundledOutput, fixture, nodeOutput, outputOf, temporaryFolder } from './bundleFixture.ts'

test('what says where a module stands means the original file, in ES modules and CommonJS', async () => {
  const root = fixture('place')
  const made = await bundle(root, 'main.mjs')
  for (const { path: node } of nodes()) {
    expect(await outputOf(made, node)).toBe(await nodeOutput(path.join(root, 'main.mjs'), root, node))
  }
})

test('the working directory is the package, whatever only says how its sources are read', async () => {
  const root = temporaryFolder()
  mkdirSync(path.join(root, 'packages/a/src'), { recursive: true })
  writeFileSync(path.join(root, 'package.json'), '{ "name": "all", "private": true }')
  writeFileSync(path.join(root, 'packages/a/package.json'), '{ "name": "a" }')
  writeFileSync(path.join(root, 'packages/a/src/package.json'), '{ "type": "module", "sideEffects": false }')
  writeFileSync(path.join(root, 'packages/a/src/main.js'), 'export const here = 1')
  const made = await bundle(root, 'packages/a/src/main.js')
  expect(made.packageRoot).toBe(path.join(root, 'packages/a'))
  expect(made.format).toBe('esm')
})

test('the same in TypeScript that tsc makes CommonJS of, where both worlds\' names are there', async () => {
  const root = fixture('place')
  const made = await bundle(root, 'main.ts')
  expect(made.format).toBe('cjs')
  expect(JSON.parse(await outputOf(made))).toEqual({ dirname: 'place', filename: 'main.ts', url: 'main.ts', data: 7, resolved: 'data.json', other: ['deep', 'other.ts', 'deep'] })
})

test('the appended code stands in the module: it sees its bindings and its place', async () => {
  const root = fixture('place')
  const printed = await bundledOutput(root, 'deep/er/module.mjs', { appendedCode: 'console.log(describe()[1] === __dirname, import.meta.url.endsWith("/deep/er/module.mjs"))' })
  expect(printed).toBe('true true')
})

test('classes that refer to themselves have their own names, as ES module and as CommonJS', async () => {
  const root = fixture('class-names')
  expect(await bundledOutput(root, 'main.ts')).toBe('Cart $Odd _Named Inner Cart')
  writeFileSync(path.join(root, 'package.json'), '{ "type": "commonjs" }')
  expect(await bundledOutput(root, 'main.ts')).toBe('Cart $Odd _Named Inner Cart')
})

test('workers that are made from a URL run as bundles of their own', async () => {
  const printed = JSON.parse(await bundledOutput(fixture('workers'), 'src/main.ts'))
  expect(printed).toEqual([
    { double: 40, isMainThread: false, file: 'worker.ts', inner: [{ double: 2, isMainThread: false, file: 'worker.ts', inner: null }] },
    { triple: 9, file: 'common.cts' },
  ])
})

test('computed imports and requires are relative to the original file, and find the bundle\'s own modules', async () => {
  const printed = JSON.parse(await bundledOutput(fixture('computed'), 'main.ts'))
  expect(printed).toEqual({
    titles: ['first', 'second'],
    packaged: 'packaged',
    importOnly: 'import only',
    dual: ['import', 'pattern', true],
    byUrl: 'plain',
    absent: 'ERR_MODULE_NOT_FOUND',
    required: ['second', 'packaged'],
    // Once each: no second copy was loaded.
    registry: ['first', 'second'],
  })
})

test('a broken file in the folder of a computed import does not stand in the way', async () => {
  const root = fixture('computed')
  writeFileSync(path.join(root, 'plugins/broken.ts'), 'export const = 1')
  const printed = await bundledOutput(root, 'registry.ts', { appendedCode: 'console.log((await import("./plugins/" + "plain" + ".mjs")).title)' })
  expect(printed).toBe('plain')
})
