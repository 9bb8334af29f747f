import { describe, expect, it } from 'vitest'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { identityHash } from '../../../src/core/source/identityHash.ts'

function identityOf(text: string): string {
  const [fn] = discoverFunctions(text, 'module.ts').functions
  if (fn === undefined) throw new Error(`no function in ${text}`)
  return identityHash(text, fn)
}

describe('the identity of a function', () => {
  it.each([
    ['function total(rows: number[]) { return rows.length }', 'export function sum(rows: number[]) { return rows.length }'],
    ['function total(rows: number[]) { return rows.length }', 'class Cart { total(rows: number[]) { return rows.length } }'],
    ['async function total() { return 1 }', 'const sum = async function () { return 1 }'],
    ['function* each() { yield 1 }', 'class Cart { *rows() { yield 1 } }'],
    ['const total = (a: number) => a + 1', 'export const sum = (a: number) => a + 1'],
    ['const run = async () => 1', 'const go = async () => 1'],
    ['function total() {\n  return 1\n}', '\n\nfunction total() {\r\n  return 1\r\n}'],
    ['function fünf$(a: 1) { return a }', 'function other(a: 1) { return a }'],
  ])('is the same under another name and in another place: %j, %j', (one, other) => {
    expect(identityOf(one)).toBe(identityOf(other))
  })

  it.each([
    ['function total(a: number) { return a }', 'function total(b: number) { return a }'],
    ['function total(a: number) { return a }', 'function total(a: number) { return a + 1 }'],
    ['function total() { return 1 }', 'async function total() { return 1 }'],
    ['function total() { return 1 }', 'function* total() { return 1 }'],
    ['const total = (functions: 1) => 1', 'const total = (s: 1) => 1'],
  ])('differs with the parameters and the body: %j, %j', (one, other) => {
    expect(identityOf(one)).not.toBe(identityOf(other))
  })
})
