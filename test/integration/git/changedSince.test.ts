import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { changedSince } from '../../../src/engine/changedSince.ts'
import { inGitProject } from './gitProject.ts'
import type { GitProject } from './gitProject.ts'

/** Of the functions, named `cart.ts#total`, those that changed since the first commit and in which file. */
async function changedOf(project: GitProject, names: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const functions = names.map((name) => {
    const [file = '', functionName = ''] = name.split('#')
    return { file: project.file(file), functionName }
  })
  const changed = await changedSince(project.folder, project.first, functions, new AbortController().signal)
  if (changed.kind === 'unknown') throw new Error(changed.reason)
  return Object.fromEntries(changed.functions.map(({ file, functionName, changedIn }) => [`${path.relative(project.folder, file)}#${functionName}`, path.relative(project.folder, changedIn)]))
}

const shop = {
  'package.json': '{ "name": "shop", "workspaces": ["packages/*"] }',
  'cart.ts': [
    `import { rate, unused } from './rate'`, `import data from './data.json'`, `import type { Money } from './money'`, `import { log } from '@shop/log'`, `import { deep } from './deep/index.js'`,
    'const cache = new Map<string, Money>()', 'export function total() { return rate() + helper() }', 'function helper() { return 1 }', 'export const named = () => data.name',
    'export function logged() { return log() }', 'export function far() { return deep() }', 'export class Cart { cached() { return cache } }', 'export function alone() { return 1 }',
  ].join('\n'),
  'rate.ts': 'export const rate = () => 1\nexport const unused = 1\n',
  'money.ts': 'export type Money = number\n',
  'data.json': '{ "name": "a" }',
  'deep/index.ts': `export { deep } from './deeper'\n`,
  'deep/deeper.ts': 'export const deep = () => 1\n',
  'common.js': `const rate = require('./rate')\nexports.one = function () { return exports.two() }\nexports.two = () => 1\nexports.three = () => rate.rate()\nfunction four() { return 4 }\nmodule.exports.four = four\n`,
  'packages/log/package.json': '{ "name": "@shop/log", "main": "index.ts" }',
  'packages/log/index.ts': 'export const log = () => 1\n',
}
const all = ['cart.ts#total', 'cart.ts#helper', 'cart.ts#named', 'cart.ts#logged', 'cart.ts#far', 'cart.ts#Cart.cached', 'cart.ts#alone']

describe('the functions that changed since a commit', () => {
  it('are none where nothing did, and those that a changed file concerns', async () => {
    await inGitProject(shop, async (project) => {
      expect(await changedOf(project, all)).toEqual({})
      await project.write({ 'money.ts': 'export type Money = string\n', 'package.json': '{ "name": "shop2", "workspaces": ["packages/*"] }' })
      expect(await changedOf(project, all)).toEqual({})
      await project.write({ 'rate.ts': 'export const rate = () => 2\n' })
      expect(await changedOf(project, all)).toEqual({ 'cart.ts#total': 'rate.ts' })
      await project.git('restore', '.')
      await project.write({ 'data.json': '{ "name": "b" }' })
      expect(await changedOf(project, all)).toEqual({ 'cart.ts#named': 'data.json' })
      await project.git('restore', '.')
      // A new file that is found before the old one.
      await project.write({ 'packages/log/index.ts': 'export const log = () => 2\n', 'deep/deeper.tsx': '' })
      await project.move('deep/deeper.ts', 'deep/deeper/index.ts')
      expect(Object.keys(await changedOf(project, all))).toEqual(['cart.ts#far'])
    })
  })

  it('are within a file those that its changed statements concern', async () => {
    await inGitProject(shop, async (project) => {
      await project.write({ 'cart.ts': `import { more } from './rate'\n${shop['cart.ts'].replace('{ return 1 }', '{ return 2 }').replaceAll('\n', '\r\n')}\nexport function added() {}\n` })
      expect(await changedOf(project, [...all, 'cart.ts#added'])).toEqual({ 'cart.ts#total': 'cart.ts', 'cart.ts#helper': 'cart.ts', 'cart.ts#added': 'cart.ts' })
      await project.write({ 'cart.ts': `${shop['cart.ts']}\ncache.set('a', 1)` })
      expect(await changedOf(project, all)).toEqual({ 'cart.ts#Cart.cached': 'cart.ts' })
      await project.write({ 'cart.ts': shop['cart.ts'].replace('{ rate, unused }', '{ unused as rate }') })
      expect(await changedOf(project, all)).toEqual({ 'cart.ts#total': 'cart.ts' })
      await project.write({ 'cart.ts': 'function (' })
      expect(Object.keys(await changedOf(project, all))).toEqual(all)
    })
  })

  it('are told apart in CommonJS', async () => {
    const names = ['common.js#one', 'common.js#two', 'common.js#three', 'common.js#four']
    await inGitProject(shop, async (project) => {
      await project.write({ 'common.js': shop['common.js'].replace('return 4', 'return 5') })
      expect(await changedOf(project, names)).toEqual({ 'common.js#four': 'common.js' })
      await project.write({ 'common.js': shop['common.js'].replace('() => 1', '() => 2') })
      expect(Object.keys(await changedOf(project, names))).toEqual(['common.js#one', 'common.js#two'])
    })
  })

  it('cannot be told without a repository', async () => {
    expect(await changedSince('/', '1'.repeat(40), [], new AbortController().signal)).toEqual({ kind: 'unknown', reason: expect.stringContaining('is not in a git repository') })
  })
})
