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
  'deep/deeper/index.ts': 'export const deep = () => 2\n',
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
      await project.write({ 'packages/log/index.ts': 'export const log = () => 2\n' })
      // What its importer finds now is as it was, and another file.
      await project.remove('deep/deeper.ts')
      expect(await changedOf(project, all)).toEqual({ 'cart.ts#far': 'deep/deeper' })
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

  it('are by what is taken from a changed module, through modules that hand it on', async () => {
    const parts = 'export const one = () => 1\nexport function two() { return helper() }\nfunction helper() { return 2 }\nexport default () => 3\nexport interface Four { a: 1 }\nexport const five = 5\n'
    await inGitProject({
      'parts.ts': parts,
      'barrel.ts': `export * from './parts'\nexport * from './types'\nexport { default as three, five as fünf } from './parts'\n`,
      'types.ts': 'export interface Other { a: 1 }\n',
      'use.ts': `import { one, two, three, fünf, Four } from './barrel'\nimport * as all from './barrel'\nexport const useOne = (four: Four) => one()\nexport const useTwo = () => two()\nexport const useThree = () => three()\nexport const useFive = () => fünf\nexport const useAll = () => all.one()\nexport const useLate = async () => (await import('./parts')).one()\n`,
    }, async (project) => {
      const names = ['One', 'Two', 'Three', 'Five', 'All', 'Late'].map((name) => `use.ts#use${name}`)
      const changedBy = async (change: string, by: string): Promise<readonly string[]> => {
        await project.write({ 'parts.ts': parts.replace(change, by) })
        return Object.keys(await changedOf(project, names)).map((name) => name.slice('use.ts#use'.length))
      }
      expect(await changedBy('', '// a note\n')).toEqual(['All', 'Late'])
      expect(await changedBy('() => 1', '() => 9')).toEqual(['One', 'All', 'Late'])
      expect(await changedBy('return 2', 'return 9')).toEqual(['Two', 'All', 'Late'])
      expect(await changedBy('() => 3', '() => 9')).toEqual(['Three', 'All', 'Late'])
      expect(await changedBy('five = 5', 'five = 9')).toEqual(['Five', 'All', 'Late'])
      expect(await changedBy('Four { a: 1 }', 'Four { a: 2 }')).toEqual(['All', 'Late'])
      await project.write({ 'parts.ts': parts, 'types.ts': 'export const two = () => 1\n' })
      expect(Object.keys(await changedOf(project, names))).toEqual(['use.ts#useTwo', 'use.ts#useAll'])
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
