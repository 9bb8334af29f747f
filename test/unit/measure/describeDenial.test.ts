import { describe, expect, test } from 'vitest'
import { describeDenial } from '../../../src/engine/measure/describeDenial.ts'

const of = { name: 'deleteUser', file: '/shop/src/users.ts', root: '/shop' }
const write = { action: 'write', target: 'users.db' }
const madeUp = ' Heatline makes this call by itself, so it may not.'

describe('describeDenial', () => {
  test('names the line of the function\'s own file', () => {
    expect(describeDenial(write, of, { top: { file: '/shop/src/users.ts', line: 40 }, text: '' })).toBe(`\`deleteUser\` wanted to write \`users.db\`, line 41.${madeUp}`)
  })
  test('names another file', () => {
    expect(describeDenial(write, of, { top: { file: '/shop/src/store.ts', line: 0 }, text: '' })).toBe(`\`deleteUser\` wanted to write \`users.db\`, src/store.ts:1.${madeUp}`)
    expect(describeDenial(write, of, { top: { file: '/lib/store.ts', line: 0 }, text: '' })).toContain(', /lib/store.ts:1.')
  })
  test.each([
    ['    at Timeout.flush [as _onTimeout] (/shop/node_modules/.pnpm/logger@1.0.0/node_modules/logger/lib/flush.js:12:3)', 'node_modules/logger/lib/flush.js:12'],
    ['    at async file:///shop/node_modules/@org/logger/index.mjs:3:14', 'node_modules/@org/logger/index.mjs:3'],
    ['    at C:\\shop\\node_modules\\logger\\index.js:3:14', 'node_modules/logger/index.js:3'],
  ])('names the package\'s line where there is none of the user: %s', (frame, place) => {
    expect(describeDenial(write, of, { top: null, text: `Error\n    at listOnTimeout\n${frame}\n    at process.processTimers` })).toBe(`\`deleteUser\` wanted to write \`users.db\`, ${place}.${madeUp}`)
  })
  test('says what it knows where no line is known, or nothing was named', () => {
    expect(describeDenial(write, of, { top: null, text: 'Error\n    at process.processTimers' })).toBe(`\`deleteUser\` wanted to write \`users.db\`.${madeUp}`)
    expect(describeDenial({ action: 'use WASI', target: '' }, of, { top: null, text: '' })).toBe(`\`deleteUser\` wanted to use WASI.${madeUp}`)
  })
  test.each([
    ['/shop/data/users.db', 'data/users.db'],
    ['/shopping/users.db', '/shopping/users.db'],
    ['/shop', '/shop'],
    ['../users.db', '../users.db'],
  ])('calls %s %s', (target, shown) => {
    expect(describeDenial({ action: 'write', target }, of, { top: null, text: '' })).toContain(`write \`${shown}\`.`)
  })
})
