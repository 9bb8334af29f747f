import { describe, expect, test } from 'vitest'
import { findMegamorphic } from '../../../src/core/evidence/megamorphicAccesses.ts'
import type { LoggedAccess } from '../../../src/core/evidence/optimisationLog.ts'

function access(line: number, shape: string, isMegamorphic: boolean, type = 'LoadIC', key = 'x'): LoggedAccess {
  return { event: 'access', type, line, column: 4, isMegamorphic, shape, key }
}

function find(accesses: readonly LoggedAccess[]) {
  return findMegamorphic({ accesses, placeOf: (line, column) => (line >= 100 ? { file: '/app/a.ts', line: line - 100, column } : null), nameOf: (file) => file.slice('/app/'.length) })
}

describe('findMegamorphic', () => {
  test('counts the shapes that an access saw before and after it saw too many', () => {
    expect(find([access(103, '0x1', false), access(103, '0x2', false), access(103, '0x3', true), access(103, '0x1', true)])).toEqual([
      { file: 'a.ts', line: 3, column: 4, property: 'x', shapes: 3 },
    ])
  })

  test('says nothing of an access of few shapes, nor of one elsewhere', () => {
    expect(find([access(103, '0x1', false), access(103, '0x2', false), access(7, '0x3', true)])).toEqual([])
  })

  test('names no property where it is computed', () => {
    expect(find([access(103, '0x1', true, 'KeyedStoreIC', 'a'), access(103, '0x1', true, 'KeyedStoreIC', 'b')])).toMatchObject([{ property: null, shapes: 1 }])
  })

  test('tells once of a line that loads and stores, where it saw most, and of those of most shapes first', () => {
    const both = [access(103, '0x1', true), access(103, '0x1', true, 'StoreIC'), access(103, '0x2', true, 'StoreIC')]
    const other = access(103, '0x1', true, 'KeyedLoadIC')
    expect(find([access(101, '0x1', true), ...both, other])).toMatchObject([{ line: 3, property: 'x', shapes: 2 }, { line: 1, shapes: 1 }, { line: 3, property: null, shapes: 1 }])
  })
})
