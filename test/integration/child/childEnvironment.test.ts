import { describe, expect, test } from 'vitest'
import { makeChildEnvironment } from '../../../src/engine/child/childEnvironment.ts'

describe('the profiled code\'s environment', () => {
  test('is the user\'s, but for what belongs to VS Code', () => {
    expect(makeChildEnvironment({ PATH: '/bin', API: 'x', VSCODE_INSPECTOR_OPTIONS: '{}', ELECTRON_RUN_AS_NODE: '1', NODE_V8_COVERAGE: '/c' }, {}, 'm.'))
      .toEqual({ PATH: '/bin', API: 'x', HEATLINE_RUN: 'm.' })
  })
  test('has what VS Code\'s own Node needs', () => {
    expect(makeChildEnvironment({}, { ELECTRON_RUN_AS_NODE: '1' }, 'm.')).toEqual({ ELECTRON_RUN_AS_NODE: '1', HEATLINE_RUN: 'm.' })
  })
  test('carries the marker of an outer run too', () => {
    expect(makeChildEnvironment({ HEATLINE_RUN: 'outer.' }, {}, 'inner.')).toEqual({ HEATLINE_RUN: 'outer. inner.' })
  })
})

test.each([
  ['--inspect', undefined],
  ['--inspect-brk=9229 --max-old-space-size=900', '--max-old-space-size=900'],
  ['--require ./setup.cjs -r ts-node/register', '--require ./setup.cjs -r ts-node/register'],
  ['--require "/a b/ms-vscode.js-debug/src/bootloader.js" --inspect-publish-uid=http --conditions dev', '--conditions dev'],
  ['--cpu-prof --cpu-prof-dir out --enable-source-maps', '--enable-source-maps'],
  ['--heap-prof-interval 100 --import ./a.mjs', '--import ./a.mjs'],
  ['--prof-process', '--prof-process'],
  ['', undefined],
])('NODE_OPTIONS %j become %j', (given, expected) => {
  expect(makeChildEnvironment({ NODE_OPTIONS: given }, {}, 'm.').NODE_OPTIONS).toBe(expected)
})
