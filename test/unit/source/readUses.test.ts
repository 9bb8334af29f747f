import { describe, expect, test } from 'vitest'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { readUses } from '../../../src/core/source/readUses.ts'
import type { SeenUse } from '../../../src/core/workloads/seenUse.ts'

function usesIn(source: string, name = 'f'): readonly SeenUse[] {
  const fn = discoverFunctions(source, 'module.js').functions.find((each) => each.name === name)
  if (fn === undefined) throw new Error(`no ${name}`)
  return readUses(source, 'module.js', fn).parameters
}

describe('readUses', () => {
  test('tells members, calls, elements and what is compared', () => {
    const [request, list, next] = usesIn(`function f(request, list, next) {
      if (request.method === 'GET') request.headers['accept'].split(',')
      for (const item of list) item.price * 2
      next(null, () => {})
    }`)
    expect(request?.members['method']?.literals).toEqual(['GET'])
    expect(request?.members['headers']?.members['accept']?.members['split']?.call?.count).toBe(1)
    expect(list?.isIterated).toBe(true)
    expect(list?.element?.members['price']?.coerced).toEqual(['number'])
    expect(next?.call).toMatchObject({ count: 2, functions: [1] })
  })

  test('tells kinds that are asked for', () => {
    const [value] = usesIn(`function f(value) {
      if (typeof value === 'string' || value instanceof Map || Array.isArray(value) || isFunction(value)) return
      switch (typeof value) { case 'bigint': return 1 }
    }`)
    expect(value?.kinds).toEqual(['string', 'Map', 'Array', 'function', 'bigint'])
  })

  test('is not misled by functions with names that every object has', () => {
    const [value] = usesIn('function f(value) { return hasOwnProperty(value, "a") || toString(value.b) }')
    expect(value?.members['b']).toBeDefined()
  })

  test('follows names, callbacks of arrays and functions of the same file', () => {
    const [options, cart] = usesIn(`
      function f({ lines: [first], tax = 0 }, cart) {
        const { items } = cart
        items.map((item) => item.name.trim())
        return total(items) + first + (tax > 1)
      }
      function total(all) { return all.reduce((sum, each) => sum + each.price.toFixed(), 0) }`)
    expect(options?.members['lines']?.isIterated).toBe(true)
    expect(options?.members['tax']?.kinds).toEqual(['number'])
    const item = cart?.members['items']?.element
    expect(Object.keys(item?.members ?? {})).toEqual(['name', 'price'])
    expect(item?.members['price']?.members['toFixed']?.call?.count).toBe(0)
  })

  test('takes a name that an inner function binds for another', () => {
    const [value] = usesIn('function f(value) { return () => { const g = (value) => value.inner; return g } }')
    expect(value?.members).toEqual({})
  })

  test('tells of a rest parameter what is done with each argument', () => {
    expect(usesIn('function f(...all) { for (const each of all) each.run() }')[0]?.members['run']?.call?.count).toBe(0)
  })

  test('tells what is done with what it is called on, but not in functions that are called on something else', () => {
    const source = 'function f() { const self = this; this.run(); return function () { self.more(); this.other() } }'
    const fn = discoverFunctions(source, 'module.js').functions[0]
    expect(Object.keys((fn && readUses(source, 'module.js', fn).receiver?.members) ?? {})).toEqual(['run', 'more'])
  })

  test('does not go round in circles', () => {
    expect(usesIn('function f(n) { return f(n - 1) + g(n) } function g(n) { return f(n * 2) }')[0]?.coerced).toEqual(['number'])
  })
})
