import { describe, expect, it } from 'vitest'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { findCallers } from '../../../src/engine/callers/findCallers.ts'

const files: Readonly<Record<string, string>> = {
  '/p/src/parser.ts': `
    import type { Options } from './options.js'
    export class Parser {
      #next() { return 1 }
      read() { return this.#next() }
    }
    function word(state) { return state }
    function list(state) { return word(state) }
    export function parse(text) { return list(text) }
    const held = (text) => parse(text)
    export const api = [held]
    const handlers = register({ open(tag) { function note() {} return note } })
    export function start() { return handlers }
    export function loop(n) { return n > 0 ? loop(n - 1) : 0 }
    register(() => { function alone() {} })
  `,
  '/p/src/index.ts': `export * from './parser.js'`,
  '/p/src/far/use.ts': `import { parse as parseText, Parser } from '../index.js'
    export const all = (texts) => texts.map((text) => parse(text))
    export function other() { return 'parse' /* parse */ }`,
  '/p/src/unrelated.ts': `export function unrelated() { return parse(1) }`,
  '/p/src/options.ts': `export interface Options {}`,
}

function callersOf(name: string, file = '/p/src/parser.ts'): readonly string[] {
  const fn = discoverFunctions(files[file] ?? '', file).functions.find((each) => each.name === name)
  if (fn === undefined) throw new Error(`no ${name}`)
  return findCallers({ file, fn }, new Map(Object.entries(files))).map((caller) => `${caller.fn.name} ${caller.distance}`)
}

const plugins: ReadonlyMap<string, string> = new Map([
  ['/p/src/rounding.ts', `import { use } from './registry.js'
    export function enableRounding() {
      function nearest(value) { return value }
      class Rounder { get(value) { return nearest(value) } }
      use({ roundPrice_: (value) => new Rounder().get(value) })
    }`],
  ['/p/src/registry.ts', `let known
    export function use(plugin) { known = plugin }
    export function priceOf(net) { return known.roundPrice_(net) }
    export function makeTill(name, rates) { return { pay(net) { return priceOf(net) } } }`],
])

function pluginCallers(name: string): readonly Record<string, unknown>[] {
  const file = '/p/src/rounding.ts'
  const fn = discoverFunctions(plugins.get(file) ?? '', file).functions.find((each) => each.name === name)
  if (fn === undefined) throw new Error(`no ${name}`)
  return findCallers({ file, fn }, plugins).map((caller) => ({ name: caller.fn.name, setup: caller.setup?.name ?? null, wanted: caller.wanted }))
}

describe('findCallers', () => {
  it('finds what uses what a function hands over, which is to be called before, and the members that lead there', () => {
    const [around, ...others] = pluginCallers('enableRounding.nearest')
    expect(around).toEqual({ name: 'enableRounding', setup: null, wanted: ['nearest', 'Rounder', 'get', 'roundPrice_'] })
    expect(others).toMatchObject([{ name: 'priceOf', setup: 'enableRounding' }, { name: 'makeTill', setup: 'enableRounding', wanted: ['pay', 'nearest', 'Rounder', 'get', 'roundPrice_'] }])
  })

  it('finds exported functions at any distance, nearest first, then others', () => {
    expect(callersOf('word')).toEqual(['parse 2', 'all 3', 'list 1', 'held 3'])
  })

  it('finds those of modules that import it through others, not those that have a name alike', () => {
    expect(callersOf('parse')).toEqual(['all 1', 'held 1'])
  })

  it('finds what a private member is called by', () => {
    expect(callersOf('Parser.#next')).toEqual(['Parser.read 1'])
  })

  it('finds the function that one is nested in, through the variable that holds what has no name', () => {
    expect(callersOf('handlers.open.note')).toEqual(['start 1'])
  })

  it('does not take a function for its own caller, and finds none where there is none', () => {
    expect(callersOf('loop')).toEqual([])
    expect(callersOf('alone')).toEqual([])
  })
})
