import { expect, test } from 'vitest'
import { moduleFormat } from '../../../src/engine/bundle/moduleFormat.ts'
import type { PackageType } from '../../../src/engine/bundle/moduleFormat.ts'

const esmSyntax = () => true
const cjsSyntax = () => false
const neverAsked = () => { throw new Error('The syntax does not decide here.') }

test.each<[string, PackageType, () => boolean, 'esm' | 'cjs']>([
  ['a.mjs', 'commonjs', neverAsked, 'esm'],
  ['a.mts', null, neverAsked, 'esm'],
  ['a.cjs', 'module', neverAsked, 'cjs'],
  ['a.cts', 'module', neverAsked, 'cjs'],
  ['a.js', 'module', neverAsked, 'esm'],
  ['a.tsx', 'module', neverAsked, 'esm'],
  ['a.js', 'commonjs', neverAsked, 'cjs'],
  ['a.ts', 'commonjs', neverAsked, 'cjs'],
  ['a.js', null, esmSyntax, 'esm'],
  ['a.js', null, cjsSyntax, 'cjs'],
  ['a.jsx', null, esmSyntax, 'esm'],
  ['a.ts', null, neverAsked, 'cjs'],
  ['A.TSX', null, neverAsked, 'cjs'],
])('%s in a package of type %s', (file, type, syntax, format) => {
  expect(moduleFormat(file, type, syntax)).toBe(format)
})
