import { describe, expect, test } from 'vitest'
import { chooseFunction } from '../../../src/cli/chooseFunction.ts'
import { readTarget } from '../../../src/cli/readTarget.ts'
import type { Paths } from '../../../src/cli/readTarget.ts'
import type { Reach, SourceFunction } from '../../../src/core/source/sourceFunction.ts'

describe('readTarget', () => {
  const files = ['src/cart.ts', 'odd#dir/a.ts', String.raw`C:\src\cart.ts`]
  const paths: Paths = {
    kindOf: (path) => (files.includes(path) ? 'file' : path === 'src' ? 'folder' : null),
    nearest: (path) => (path === 'src/crat.ts' ? 'src/cart.ts' : null),
  }
  const read = (target: string) => readTarget(target, paths)

  test.each([
    ['src/cart.ts#total', { file: 'src/cart.ts', by: 'name', name: 'total' }],
    ['src/cart.ts#get Cart.size', { file: 'src/cart.ts', by: 'name', name: 'get Cart.size' }],
    ['src/cart.ts#Cart.#sum', { file: 'src/cart.ts', by: 'name', name: 'Cart.#sum' }],
    ['odd#dir/a.ts#f', { file: 'odd#dir/a.ts', by: 'name', name: 'f' }],
    ['odd#dir/a.ts:2', { file: 'odd#dir/a.ts', by: 'line', line: 1 }],
    ['src/cart.ts:12', { file: 'src/cart.ts', by: 'line', line: 11 }],
    ['src/cart.ts:12:5', { file: 'src/cart.ts', by: 'line', line: 11 }],
    [String.raw`C:\src\cart.ts:12`, { file: String.raw`C:\src\cart.ts`, by: 'line', line: 11 }],
    ['src/cart.ts', { file: 'src/cart.ts', by: 'nothing' }],
    ['src/cart.ts#', { file: 'src/cart.ts', by: 'nothing' }],
    [String.raw`C:\src\cart.ts#f`, { file: String.raw`C:\src\cart.ts`, by: 'name', name: 'f' }],
  ])('%s', (target, expected) => expect(read(target)).toEqual(expected))

  test.each([
    ['src/cart.ts:0', 'the line in src/cart.ts:0 must be 1 or more but was 0'],
    ['src/crat.ts#total', 'there is no file src/crat.ts; did you mean src/cart.ts?'],
    ['src/crat.ts:3', 'there is no file src/crat.ts; did you mean src/cart.ts?'],
    ['src/crat.ts', 'there is no file src/crat.ts; did you mean src/cart.ts?'],
    ['other.ts#total', /^there is no file other.ts$/],
    ['src', 'src is a folder: name a file in it'],
    ['src#total', 'src is a folder: name a file in it'],
    ['total', 'the target must be <file>#<function> or <file>:<line> but was "total"'],
    ['', 'the target must be <file>#<function> or <file>:<line> but was ""'],
  ])('%j is refused', (target, message) => expect(() => read(target)).toThrow(message))
})

describe('chooseFunction', () => {
  const functions = [
    sourceFunction('Cart.total', 10, 30, { kind: 'instance', className: 'Cart', member: 'total', constructorRequires: 0 }),
    sourceFunction('Cart.total.round', 12, 14, { kind: 'nested', parent: 'Cart.total' }),
    sourceFunction('outer', 40, 60, { kind: 'binding', expression: 'outer' }),
    sourceFunction('api.get', 45, 50, { kind: 'binding', expression: 'api.get' }),
  ]
  const named = (name: string) => chooseFunction({ file: 'src/cart.ts', by: 'name', name }, functions, 100)
  const atLine = (line: number) => chooseFunction({ file: 'src/cart.ts', by: 'line', line }, functions, 100).name

  test('by name', () => expect(named('Cart.total').range.startLine).toBe(10))

  test('a mistyped name gets a suggestion, any other the list', () => {
    expect(() => named('Cart.totl')).toThrow(/^no function `Cart.totl` in src\/cart.ts; did you mean `Cart.total`\?$/)
    expect(() => named('somethingElse')).toThrow(
      'no function `somethingElse` in src/cart.ts\nfunctions in it:\n  Cart.total (line 11)\n  Cart.total.round (line 13)\n  outer (line 41)\n  api.get (line 46)',
    )
  })

  test('a long list is cut', () => {
    const many = Array.from({ length: 23 }, (_, index) => sourceFunction(`f${index}`, index, index, { kind: 'default' }))
    expect(() => chooseFunction({ file: 'a.ts', by: 'name', name: 'unlike' }, many, 100)).toThrow(/f19 \(line 20\)\n {2}and 3 more$/)
  })

  test('by line: the innermost around it', () => {
    expect(atLine(47)).toBe('api.get')
    expect(atLine(55)).toBe('outer')
  })

  test('by line: one that cannot be reached gives way to its parent', () => expect(atLine(13)).toBe('Cart.total'))

  test('a line outside of every function lists them', () => {
    expect(() => atLine(70)).toThrow('no function at src/cart.ts:71\nfunctions in it:')
  })

  test('a line that is not there', () => expect(() => atLine(100)).toThrow('there is no line 101 in src/cart.ts: it has 100'))

  test('a file alone is answered with what is in it', () => {
    expect(() => chooseFunction({ file: 'src/cart.ts', by: 'nothing' }, functions, 100)).toThrow('src/cart.ts must be followed by the function: src/cart.ts#<function> or src/cart.ts:<line>\nfunctions in it:\n  Cart.total (line 11)')
  })

  test('a file without functions says so', () => {
    expect(() => chooseFunction({ file: 'a.ts', by: 'line', line: 0 }, [], 100)).toThrow('there is no named function in a.ts')
  })
})

function sourceFunction(name: string, startLine: number, endLine: number, reach: Reach): SourceFunction {
  const range = { start: startLine * 100, end: endLine * 100 + 99, startLine, endLine }
  return {
    name, kind: 'function', isAsync: false, isGenerator: false, exported: true, range, functionRange: range, bodyRange: range,
    nameLine: startLine, requiredParameters: 0, parameters: [], reach, profileTag: null,
  }
}
