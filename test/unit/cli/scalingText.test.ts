import { expect, test } from 'vitest'
import { scalingText } from '../../../src/cli/text/scalingText.ts'
import { terminalStyle } from '../../../src/cli/text/terminalStyle.ts'
import type { Scaling } from '../../../src/core/comparison/scaling.ts'
import { exampleScaling } from '../presentation/exampleScaling.ts'

function draw(scaling: Scaling): string {
  return scalingText(scaling, { style: terminalStyle(false), linesOf: () => null, nameOf: (file) => file })
}

test('shows the figure, what it means, and a row a size', () => {
  expect(draw(exampleScaling())).toBe(`Cart.total  src/cart.ts:6
  call  new Cart(items).total(0.2)
  time  ~ n^1.98 [1.95, 2.00]  n²

      size   per call    slowest    to half
        16    2.10 µs       +60%  left out
        32    3.60 µs       +60%      ×1.71  left out
        64    11.8 µs       +60%      ×3.28
       128    45.1 µs       +60%      ×3.82
       256     178 µs       +60%      ×3.95
       512     706 µs       +60%      ×3.97
     1,024    2.83 ms       +60%      ×4.01

! Size n is the length of an array of 5: cut, or repeated from the beginning.

5.80 s of measuring, 2.10 s of loading
Node 24.21.0 · V8 13.6.233 · linux x64 · 2 × Some CPU @ 3.00GHz
`)
})

test('without a figure it says why, with what was measured', () => {
  const text = draw(exampleScaling({ outcome: 'failed', fit: null, sizes: exampleScaling().sizes.slice(0, 2), message: 'Only 2 sizes can be measured.' }))
  expect(text).toContain('\n\nfailed: Only 2 sizes can be measured.\n\n      size')
  expect(text).not.toContain('time  ~')
  expect(text).not.toContain('left out')
})
