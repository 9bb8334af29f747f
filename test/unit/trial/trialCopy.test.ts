import { existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeTrialCopy } from '../../../src/engine/trial/trialCopy.ts'
import type { TrialSources } from '../../../src/engine/trial/trialCopy.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'

const monorepo = {
  'tsconfig.base.json': '{}',
  '.git/HEAD': 'ref',
  'node_modules/left-pad/index.js': '1',
  'node_modules/.vite/kept.json': '{}',
  'packages/cart/package.json': '{}',
  'packages/cart/src/cart.js': 'cart',
  'packages/money/src/money.js': 'money',
  'large/data.bin': 'x'.repeat(10_000),
}
const enough = { files: 100, bytes: 1_000_000 }

/** A copy of the monorepo, in which `@shop/money` is a package of its own that is linked to. */
async function inCopy(limits: typeof enough, sources: (root: string) => Partial<TrialSources>, use: (root: string, place: (name: string) => string) => void): Promise<void> {
  await inTemporaryFolder({}, async (directory) => await inTemporaryFolder(monorepo, async (root) => {
    mkdirSync(path.join(root, 'node_modules/@shop'))
    symlinkSync('../../packages/money', path.join(root, 'node_modules/@shop/money'))
    const cart = path.join(root, 'packages/cart')
    const place = await makeTrialCopy({ root, needed: [cart, path.join(cart, 'src')], texts: new Map(), hidden: new Set(), ...sources(root) }, directory, limits, new AbortController().signal)
    if (place === null) throw new Error('nothing was copied')
    use(root, (name) => place(path.join(root, name)))
  }))
}

describe('makeTrialCopy', () => {
  test('copies files, and links packages: those of the workspace to their copy', async () => {
    await inCopy(enough, () => ({}), (root, place) => {
      writeFileSync(place('packages/cart/src/cart.js'), 'written')
      expect(readFileSync(path.join(root, 'packages/cart/src/cart.js'), 'utf8')).toBe('cart')
      expect(readlinkSync(place('node_modules/left-pad'))).toBe(path.join(root, 'node_modules/left-pad'))
      expect(realpathSync(place('node_modules/@shop/money'))).toBe(place('packages/money'))
      expect(lstatSync(place('node_modules')).isSymbolicLink()).toBe(false)
      expect(['.git', 'node_modules/.vite'].filter((name) => existsSync(place(name)))).toEqual([])
    })
  })

  test('holds other texts than the disk, and lacks what is to be gone', async () => {
    await inCopy(enough, (root) => ({ texts: new Map([[path.join(root, 'packages/cart/src/fresh/new.js'), 'new'], ['/elsewhere.js', 'no']]), hidden: new Set([path.join(root, 'packages/money/src/money.js')]) }), (_, place) => {
      expect(readFileSync(place('packages/cart/src/fresh/new.js'), 'utf8')).toBe('new')
      expect(existsSync(place('packages/money/src/money.js'))).toBe(false)
    })
  })

  test('of a large workspace it copies what is needed alone, with the plain files and the packages above it', async () => {
    await inCopy({ files: 100, bytes: 5_000 }, () => ({}), (root, place) => {
      expect(['packages/cart/src/cart.js', 'tsconfig.base.json', 'packages/money', 'large'].map((name) => existsSync(place(name)))).toEqual([true, true, false, false])
      expect(realpathSync(place('node_modules/left-pad'))).toBe(path.join(root, 'node_modules/left-pad'))
      expect(realpathSync(place('node_modules/@shop/money'))).toBe(path.join(root, 'packages/money'))
    })
  })

  test('gives up where that is too large too', async () => {
    await expect(inCopy({ files: 1, bytes: 5_000 }, () => ({}), () => {})).rejects.toThrow('nothing was copied')
  })
})
