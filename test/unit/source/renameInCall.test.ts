import { expect, test } from 'vitest'
import { renameInCall } from '../../../src/core/source/renameInCall.ts'

test.each([
  ['sum(items(3), 0.2)', 'sum', 'total', 'total(items(3), 0.2)'],
  ['sum (sums(1), mySum(2), sum)', 'sum', 'total', 'total (sums(1), mySum(2), sum)'],
  ['new Basket(items).sum(0.2)', 'Basket.sum', 'Cart.total', 'new Cart(items).total(0.2)'],
  ['Cart.of(1).sum(2)', 'Cart.sum', 'Cart.total', 'Cart.of(1).total(2)'],
  ['$f(1)', '$f', 'g$1', 'g$1(1)'],
  ['parse(1)', 'parse~2', 'parse', 'parse(1)'],
  ['outer(1)', 'outer.inner', 'inner', 'outer(1)'],
])('%s of %s was, of %s, %s', (expression, name, earlier, renamed) => expect(renameInCall(expression, name, earlier)).toBe(renamed))
