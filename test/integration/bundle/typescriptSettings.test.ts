import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { bundledOutput, fixture, link, temporaryFolder } from './bundleFixture.ts'

test('paths and baseUrl of the nearest tsconfig, through `extends`', async () => {
  expect(JSON.parse(await bundledOutput(fixture('paths'), 'src/main.ts'))).toEqual({ price: 3, shared: 'shared', fromBase: 'base', nested: 30, typed: 'typed' })
})

test('a tsconfig that leaves its files to references: paths, JSX and decorators are theirs', async () => {
  const printed = await bundledOutput(fixture('references'), 'src/main.tsx')
  expect(printed).toBe('{"tiny":"b","props":{"children":"a"}} true tagged')
})

describe('JSX', () => {
  test.each([
    ['automatic/main.tsx', { automatic: 'fragment', props: { children: { automatic: 'p', props: { children: 'text' } } } }],
    ['classic/main.tsx', { classic: 'p', props: null, children: ['text'] }],
    ['preserve/main.tsx', { automatic: 'p', props: { children: 'text' } }],
    ['plain/main.js', [{ automatic: 'p', props: { children: 'text' } }, 'i:part']],
  ])('%s', async (file, printed) => {
    expect(JSON.parse(await bundledOutput(fixture('jsx'), file))).toEqual(printed)
  })
})

test('syntax that is more than types: enums, namespaces, parameter properties, `import =`, standard decorators', async () => {
  const [values, disposed] = (await bundledOutput(fixture('typescript'), 'main.ts')).split('\n')
  expect(JSON.parse(values ?? '')).toEqual([10, 'Medium', 'h', 4, { sides: 4 }, 'inner', 3, 'run ran', 3, 42, 'object', null])
  expect(disposed).toBe('disposed')
})

test('legacy decorators', async () => {
  expect(await bundledOutput(fixture('decorators'), 'legacy/main.ts')).toBe('2')
})

test('decorator metadata, with interfaces among the types', async () => {
  expect(JSON.parse(await bundledOutput(fixture('decorators'), 'main.ts'))).toEqual({
    parameters: ['Store', 'Object'],
    total: ['Number', 'String'],
    // (2 + 4 + 6), and the half that the method's decorator adds.
    result: 12.5,
    // A field without a value is none before ES2022.
    fields: ['store', 'count'],
    injected: ['options options -', 'named constructor 1'],
  })
})

test('fields and decorators of a neighbour in a monorepo are compiled by its own tsconfig', async () => {
  const root = temporaryFolder('monorepo')
  const texts = {
    'packages/app/main.ts': `import { log } from '@shop/log'\nconsole.log(log)\n`,
    'packages/log/package.json': '{ "name": "@shop/log", "main": "./index.ts" }',
    'packages/log/tsconfig.json': '{ "compilerOptions": { "experimentalDecorators": true, "useDefineForClassFields": false } }',
    'packages/log/index.ts': `let names = ''\nfunction mark(target: unknown, name: string) { names += name }\nclass Base { constructor() { (this as any).x = 'set' } }\nclass Marked extends Base { x: any; @mark run() {} }\nexport const log = names + new Marked().x\n`,
  }
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(path.join(root, path.dirname(name)), { recursive: true })
    writeFileSync(path.join(root, name), text)
  }
  link(root, 'node_modules/@shop/log', 'packages/log')
  expect(await bundledOutput(root, 'packages/app/main.ts')).toBe('runset')
})
