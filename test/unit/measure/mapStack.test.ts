import { describe, expect, it } from 'vitest'
import type { GeneratedPosition } from '../../../src/core/profile/generatedPosition.ts'
import { mapStack } from '../../../src/engine/measure/mapStack.ts'

const stack = `RangeError: no stock
    at take (file:///tmp/run/bundle.mjs:200011:9)
    at Object.call (file:///tmp/run/bundle.mjs:200090:20)
    at third (/project/node_modules/third/index.js:3:4)
    at invoke (/opt/heatline/dist/runner.cjs:12:3)
    at node:internal/process/task_queues:95:5`

function positionOf(line: number): GeneratedPosition {
  return line === 200_010 ? { kind: 'source', file: '/project/src/stock.ts', line: 4 } : { kind: 'harness' }
}

describe('mapStack', () => {
  it('names the sources of the bundle and hides what is Heatline’s own', () => {
    const mapped = mapStack(stack, 'bundle.mjs', 'runner.cjs', positionOf)
    expect(mapped.text).toBe(`RangeError: no stock
    at take (/project/src/stock.ts:5)
    at third (/project/node_modules/third/index.js:3:4)`)
    expect(mapped.top).toEqual({ file: '/project/src/stock.ts', line: 4 })
  })

  it('maps a frame without a function name', () => {
    expect(mapStack('Error: x\n    at /tmp/run/bundle.mjs:200011:9', 'bundle.mjs', 'runner.cjs', positionOf).text)
      .toBe('Error: x\n    at /project/src/stock.ts:5')
  })

  it('has no top where nothing is the user’s', () => {
    expect(mapStack('Error: x\n    at third (/a/b.js:1:1)', 'bundle.mjs', 'runner.cjs', positionOf).top).toBeNull()
  })
})
