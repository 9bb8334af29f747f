import { describe, expect, test } from 'vitest'
import { needsRewriting, rewriteModule } from '../../../src/engine/bundle/rewriteModule.ts'
import type { RewriteInput } from '../../../src/engine/bundle/rewriteModule.ts'

const input: RewriteInput = { file: '/w/src/a.ts', packageType: null, modulesOf: () => [], workerUrl: () => null }
const rewritten = (text: string, more: Partial<RewriteInput> = {}) => rewriteModule(text, { ...input, ...more })

const modulesOf = () => ['/w/src/plugins/b.ts', '/w/c.ts']

describe('rewriteModule', () => {
  test.each([
    ['import.meta.url', '"file:///w/src/a.ts"'],
    ['import.meta.dirname + import.meta.filename', '"/w/src" + "/w/src/a.ts"'],
    ['import.meta?.url', '"file:///w/src/a.ts"'],
    ['f(import.meta)', 'f(__heatlineMeta("/w/src/a.ts"))'],
    ['import.meta.resolve("x")', '__heatlineMeta("/w/src/a.ts").resolve("x")'],
    ['import.meta.hot = 1', '__heatlineMeta("/w/src/a.ts").hot = 1'],
    ['require.resolve("x")', '__heatlineRequire("/w/src/a.ts").resolve("x")'],
    ['f({ require })', 'f({ require: __heatlineRequire("/w/src/a.ts") })'],
    ['require(name)', '__heatlineRequire("/w/src/a.ts")(name)'],
    ['import(name, options)', '__heatlineImport("/w/src/a.ts")(name, options)'],
    ['typeof require', 'typeof __heatlineRequire("/w/src/a.ts")'],
    ['f(__dirname)', 'var __dirname = "/w/src"; f(__dirname)'],
    ['"use strict"; f(__filename)', '"use strict"; var __filename = "/w/src/a.ts"; f(__filename)'],
    ['export const m = module', 'var module = {"exports":{},"id":"/w/src/a.ts","filename":"/w/src/a.ts","children":[]}; export const m = module'],
  ])('%s', (text, result) => {
    expect(rewritten(text)).toBe(result)
  })

  test.each([
    'require("x"); import("./y"); import(`z`); import(a ? "b" : "c")',
    'const require = createRequire(url); require(name)',
    'function f(require) { return require(name) }',
    'const __dirname = 1; f(__dirname)',
    'import { __dirname } from "./x"',
    'f(a.require, { require: 1 }, a.__dirname)',
    'type T = typeof require; interface I { __dirname: string }',
    'const broken = import.meta.url +',
    'module.exports = 1',
  ])('leaves alone: %s', (text) => {
    expect(rewritten(text)).toBe(text)
  })

  test('an ES module has no `require`, though the bundle has', () => {
    expect(rewritten('typeof require', { packageType: 'module' })).toBe('typeof __heatlineNone')
  })

  test('modules that a computed specifier can mean come along', () => {
    expect(rewritten('import("./plugins/" + name)', { modulesOf })).toBe('__heatlineImport("/w/src/a.ts", { __proto__: null, "/w/src/plugins/b.ts": () => import("./plugins/b.ts"), "/w/c.ts": () => import("../c.ts") })("./plugins/" + name)')
    expect(rewritten('require("./plugins/" + name)', { modulesOf })).toContain('() => require("./plugins/b.ts")')
    expect(rewritten('import(name)', { modulesOf })).toBe('__heatlineImport("/w/src/a.ts")(name)')
  })

  test('workers', () => {
    const asked: (string | null)[] = []
    const workerUrl = (specifier: string | null) => (asked.push(specifier), 'file:///out/worker1.mjs')
    const made = (text: string) => rewritten(text, { workerUrl })
    expect(made('new Worker(new URL("./w.ts", import.meta.url), { name: "w" })')).toBe('new Worker(new URL("file:///out/worker1.mjs"), { name: "w" })')
    expect(made('new threads.Worker(__filename)')).toBe('new threads.Worker(new URL("file:///out/worker1.mjs"))')
    expect(made('new Worker(fileURLToPath(import.meta.url))')).toBe('new Worker(new URL("file:///out/worker1.mjs"))')
    expect(asked).toEqual(['./w.ts', null, null])
    expect(made('new URL("./w.ts", import.meta.url)')).toBe('new URL("./w.ts", "file:///w/src/a.ts")')
    expect(made('new Worker("./w.js")')).toBe('new Worker("./w.js")')
  })

  test('every line keeps its number', () => {
    const text = 'import(\n  name,\n)\nnew Worker(new URL(\r\n  "./w.ts",\n  import.meta.url,\n))\nimport\n.meta\n.url\nlast()'
    const result = rewritten(text, { workerUrl: () => 'file:///out/worker1.mjs' })
    expect(result.split('\n').length).toBe(text.split('\n').length)
    expect(result.split('\n').at(-1)).toBe('last()')
    expect(result).not.toContain('./w.ts')
  })
})

test.each([
  ['import.meta.url', true],
  ['import\n  . meta', true],
  ['__dirname', true],
  ['require.resolve("a")', true],
  ['require(a)', true],
  ['require(`./${a}`)', true],
  ['f(require)', true],
  ['import(a)', true],
  ['import(/* comment */ "a")', true],
  ['require("a"); require( \'b\' ); require(`c`)', false],
  ['import("a"); import("b", { with: { type: "json" } }); import a from "a"', false],
  ['requirements(a); my__dirname; important(b)', false],
])('needsRewriting: %s', (text, needed) => {
  expect(needsRewriting(text)).toBe(needed)
})
