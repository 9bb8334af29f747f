import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { diskPaths } from '../../../src/cli/diskPaths.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'

test('a file that is not there suggests one in its folder', () =>
  inTemporaryFolder({ 'src/cart.ts': '', 'src/a.ts': '', 'src/prices.js': '' }, async (folder) => {
    mkdirSync(join(folder, 'src/carts.ts'))
    const nearest = (name: string) => diskPaths.nearest(join(folder, 'src', name))
    expect(nearest('crat.ts')).toBe(join(folder, 'src/cart.ts'))
    expect(nearest('prices.ts')).toBe(join(folder, 'src/prices.js'))
    expect(nearest('b.ts')).toBeNull()
    expect(diskPaths.nearest(join(folder, 'nowhere/cart.ts'))).toBeNull()
  }))

test('what a path is', () =>
  inTemporaryFolder({ 'src/cart.ts': '' }, async (folder) => {
    expect(diskPaths.kindOf(join(folder, 'src'))).toBe('folder')
    expect(diskPaths.kindOf(join(folder, 'src/cart.ts'))).toBe('file')
    expect(diskPaths.kindOf(join(folder, 'src/cart.ts/total'))).toBeNull()
    expect(diskPaths.kindOf(join(folder, 'nowhere'))).toBeNull()
  }))
