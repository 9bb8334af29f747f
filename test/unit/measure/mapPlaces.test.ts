import { expect, test } from 'vitest'
import { mapPlaces } from '../../../src/engine/measure/mapPlaces.ts'

const placeOf = (line: number, column: number) => (line === 200_010 ? { file: '/project/src/stock.ts', line: 4, column: column + 2 } : null)

test.each([
  ['Error: x\n    at take (/tmp/a run/bundle.cjs:200011:9)\n    at other (/tmp/other.js:1:2)\n', 'Error: x\n    at take (/project/src/stock.ts:5:11)\n    at other (/tmp/other.js:1:2)\n'],
  ['file:///tmp/a%20run/bundle.cjs:200011\nthrow new Error()\n^\n', '/project/src/stock.ts:5\nthrow new Error()\n^\n'],
  ['/tmp/a run/bundle.cjs:200099:1 and /tmp/a run/bundle.cjs\n', '/tmp/a run/bundle.cjs:200099:1 and /tmp/a run/bundle.cjs\n'],
  ['nothing of it', 'nothing of it'],
])('%j', (text, mapped) => expect(mapPlaces(text, '/tmp/a run/bundle.cjs', placeOf)).toBe(mapped))
