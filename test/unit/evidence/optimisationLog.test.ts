import { describe, expect, test } from 'vitest'
import { parseLogLine } from '../../../src/core/evidence/optimisationLog.ts'

describe('parseLogLine', () => {
  test('reads where V8 gave code up, and where that was inlined', () => {
    expect(parseLogLine('code-deopt,104790,768,0x7fb5b0004e00,0,28,deopt-eager,</app/a.cjs:1:29> inlined at </app/a.cjs:2:50>,wrong map')).toEqual({
      event: 'deopt',
      kind: 'eager',
      reason: 'wrong map',
      positions: [{ script: '/app/a.cjs', line: 0, column: 28 }, { script: '/app/a.cjs', line: 1, column: 49 }],
    })
  })

  test('reads what a change elsewhere made V8 give up', () => {
    expect(parseLogLine('code-deopt,294822,960,0x7f9a,-1,0,dependency-change,<file:///app/a.mjs:1:1>,dependent field type constness changed')).toMatchObject({
      kind: 'dependency-change', reason: 'dependent field type constness changed', positions: [{ script: 'file:///app/a.mjs', line: 0, column: 0 }],
    })
  })

  test('reads what V8 escapes, and paths of Windows', () => {
    expect(parseLogLine(String.raw`code-deopt,1,2,0x3,-1,0,deopt-lazy,<C:\\my\x2C app\\\u00e4.cjs:3:4>,a\x2C b`)).toMatchObject({
      kind: 'lazy', reason: 'a, b', positions: [{ script: String.raw`C:\my, app\ä.cjs`, line: 2, column: 3 }],
    })
  })

  test.each([['0', false], ['1', false], ['P', false], ['N', true], ['G', true]])('reads an access that leads to the state %s', (state, isMegamorphic) => {
    expect(parseLogLine(`LoadIC,0x333b,191303,200011,28,1,${state},0x10d78fac7a19,total,,`)).toEqual({
      event: 'access', type: 'LoadIC', line: 200_010, column: 27, isMegamorphic, shape: '0x10d78fac7a19', key: 'total',
    })
  })

  test.each(['', 'new,MemoryChunk,0x1,2', 'code-creation,JS,9,1,0x3,8,LoadIC /a.cjs:1:15,0x3,~', 'v8-version,13,6,233', 'half a li'])('leaves %j alone', (line) => {
    expect(parseLogLine(line)).toBeNull()
  })
})
