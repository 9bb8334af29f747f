import { describe, expect, test } from 'vitest'
import { packagesOf } from '../../../src/core/evidence/loadedPackage.ts'
import { findingsOf, runOf } from './findingsOf.ts'

const body = 'export function f(x) {\n  return x ? heavy(x) : 1\n}\n'

describe('heavy-import', () => {
  test.each([
    `import heavy from 'heavy'\n${body}`,
    `import heavy from 'heavy/part'\n${body}`,
    `import { parse as heavy } from 'heavy'\n${body}`,
    `const heavy = require('heavy')\n${body}`,
    `const { parse: heavy } = require('heavy')\n${body}`,
  ])('sees that no call used it: %j', (text) => {
    expect(findingsOf('heavy-import', text)).toMatchObject([{ title: expect.stringContaining('`heavy`'), edit: null, saves: { low: 0, high: 0 }, measured: { share: 300 / 502, evidence: 'Loading it takes 300 ms of the 502 ms until a first call is done.' } }])
  })

  test.each([
    ['a call used it', `import heavy from 'heavy'\nexport function f(x) {\n  return heavy(x) // measured\n}\n`],
    ['the module itself needs it', `import heavy from 'heavy'\nexport const made = heavy()\n${body}`],
    ['it is loaded for what loading it does', `import 'heavy'\n${body}`],
    ['only its types are used', `import type heavy from 'heavy'\n${body}`],
    ['it is quickly there', `import heavy from 'light'\n${body}`],
    ['it is a file', `import heavy from './heavy.ts'\n${body}`],
    ['it is loaded where it is needed', `export async function f(x) {\n  const heavy = await import('heavy')\n  return heavy(x)\n}\n`],
    ['nobody knows what ran', `import heavy from 'heavy'\n${body}`, { packages: [{ name: 'heavy', ms: 300 }] }],
  ])('is silent where %s', (_, text, evidence = runOf('code.ts', text).evidence) => {
    expect(findingsOf('heavy-import', text, 'code.ts', evidence === undefined ? {} : { evidence })).toEqual([])
  })
})

test('heavy-import looks at the branch of a line that uses it, not at the line', () => {
  const text = `import heavy from 'heavy'\nexport function f(x) {\n  if (x) return heavy(x)\n  return 1\n}\n`
  const ran = (branch: number): unknown => findingsOf('heavy-import', text, 'code.ts', { evidence: { packages: [{ name: 'heavy', ms: 300 }], counts: [{ file: 'code.ts', line: 2, perCall: 1, blocks: [{ column: 9, perCall: branch }] }] } })
  expect(ran(0)).toHaveLength(1)
  expect(ran(0.5)).toEqual([])
})

test('packages are told by their names, their modules together', () => {
  expect(packagesOf([
    { path: '/a/node_modules/x/node_modules/@s/deep/index.js', ms: 1 }, { path: '/a/node_modules/big/one.js', ms: 30 }, { path: '/a/node_modules/big/two.js', ms: 12 }, { path: '/a/lib/own.js', ms: 99 }, { path: 'C:\\a\\node_modules\\@s\\win\\i.js', ms: 2 },
  ])).toEqual([{ name: 'big', ms: 42 }, { name: '@s/win', ms: 2 }, { name: '@s/deep', ms: 1 }])
})
