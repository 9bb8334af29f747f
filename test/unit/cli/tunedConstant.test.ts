import path from 'node:path'
import { expect, test } from 'vitest'
import { tunedConstant } from '../../../src/cli/tunedConstant.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'

const own = "import { load } from './load.js'\nexport function sums() {}\n"
const files = {
  'package.json': '{ "workspaces": [] }',
  'load.js': "import './sizes.js'\nimport './again.js'\nconst LOAD = 3\n",
  'sizes.js': 'export const BLOCK = 4 // @tune 1..64\n',
  'again.js': "import './load.js'\n",
  'elsewhere.js': 'export const OTHER = 4 // @tune 1..64\n',
}

async function chosen(text: string, constant: string | null = null, range: string | null = null) {
  return await inTemporaryFolder({ ...files, 'blocks.js': text }, (root) => {
    const found = tunedConstant(path.join(root, 'blocks.js'), 'blocks.js', text, { constant, range })
    return Promise.resolve([found.constant.name, found.constantIn && path.relative(root, found.constantIn.file), found.range.high])
  })
}

test('of the function\'s own module, else of one that it imports', async () => {
  expect(await chosen(`${own}const OWN = 1 // @tune 1..8\n`)).toEqual(['OWN', undefined, 8])
  expect(await chosen(own)).toEqual(['BLOCK', 'sizes.js', 64])
  expect(await chosen(`${own}const OWN = 1 // @tune 1..8\n`, 'BLOCK')).toEqual(['BLOCK', 'sizes.js', 64])
  expect(await chosen(own, 'LOAD', '1..4')).toEqual(['LOAD', 'load.js', 4])
})

test.each<[string, string | null, string]>([
  [own, 'OTHER', 'no numeric constant `OTHER` in blocks.js'],
  ['export function sums() {}', null, 'no constant in blocks.js is marked'],
  [`${own}let own = 1 // @tune 1..8\n`, null, 'the @tune mark at blocks.js:3 stands beside no numeric constant'],
])('%j with %j: %s', async (text, constant, message) => await expect(chosen(text, constant)).rejects.toThrow(message))
