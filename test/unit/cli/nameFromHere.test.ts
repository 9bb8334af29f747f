import { expect, test } from 'vitest'
import { nameFromHere } from '../../../src/cli/nameFromHere.ts'

test.each([
  ['src/cart.ts', '/shop', 'src/cart.ts'],
  ['src/cart.ts', '/shop/src', 'cart.ts'],
  ['src/cart.ts', '/', 'shop/src/cart.ts'],
  ['src/cart.ts', '/shop/test', '../src/cart.ts'],
  ['src/cart.ts', '/somewhere/far/away', '/shop/src/cart.ts'],
  ['/lib/x.js', '/lib', 'x.js'],
  ['node:internal/timers', '/shop', 'node:internal/timers'],
])('%s in /shop, seen from %s: %s', (file, cwd, name) => expect(nameFromHere('/shop', file, cwd)).toBe(name))
