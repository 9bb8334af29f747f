import { expect, test } from 'vitest'
import { parameterNames } from '../../../src/runner/probe/parameterNames.ts'

const own = {
  plain(first: unknown, second: unknown): unknown { return [first, second] },
  async later(only: unknown): Promise<unknown> { return await only },
  *each(items: unknown): Iterable<unknown> { yield items },
}

function method(name: keyof typeof own): object {
  return own[name]
}

test.each<[object, readonly string[]]>([
  [function named(a: unknown, b: unknown) { return [a, b] }, ['a', 'b']],
  [(req: unknown, res: unknown) => [req, res], ['req', 'res']],
  [async (value: unknown) => await value, ['value']],
  [method('plain'), ['first', 'second']],
  [method('later'), ['only']],
  [method('each'), ['items']],
  [({ a, b }: { a: unknown; b: unknown }, rest: unknown) => [a, b, rest], ['', 'rest']],
  [() => 1, []],
  [Math.max, []],
])('%s', (fn, names) => {
  expect(parameterNames(fn)).toEqual(names)
})
