import { expect, test } from 'vitest'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { takesThis, usesArguments } from '../../../src/core/source/ownText.ts'

test.each<[string, boolean, boolean]>([
  ['function f() { return arguments.length }', true, false],
  ['function f() { return () => arguments[0] + this.n }', true, true],
  ['function f() { return function () { return arguments[0] + this.n } }', false, false],
  ["function f(o) { return o.arguments + 'this arguments' /* this */ }", false, false],
  ['const f = () => this', false, true],
  ['class C { static f() { return this.n } }', false, true],
  ['const o = { f() { return this.n } }', false, true],
])('%s looks at arguments: %s, at this: %s', (source, args, ownThis) => {
  const fn = discoverFunctions(source, 'module.js').functions.find(({ name }) => /(?:^|\.)f$/u.test(name))
  if (fn === undefined) throw new Error('no f')
  expect(usesArguments(source, 'module.js', fn)).toBe(args)
  // An arrow function and a static member have their own.
  expect(takesThis(source, 'module.js', fn)).toBe(ownThis && !/=>\s*this|static/u.test(source))
})
