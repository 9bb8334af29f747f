import { describe, expect, test } from 'vitest'
import { runnerModules } from '../../../scripts/testRunners.mjs'
import { inTrialProject } from './trialProject.ts'

const cart = `export function sum(prices) {
  let total = 0
  for (const price of prices) total += price
  return total
}
export const double = (price) => 2 * price
`
describe('tests on a copy, with', () => {
  const commonjs = cart.replaceAll(/export (?:const|function) /gu, (found) => found.replace('export ', '')).concat('module.exports = { sum, double }\n')
  const globals = `const { sum } = require('../src/cart')\nconst equal = require('node:assert').equal\ndescribe('cart', () => { it('adds', () => equal(sum([1, 2]), 3)); it('of nothing', () => equal(sum([]) * 0, 0)) })\n`
  test.each([
    ['vitest', { 'src/cart.js': cart, 'test/cart.test.js': `import { describe, expect, test } from 'vitest'\nimport { sum } from '../src/cart'\ndescribe('cart', () => { test('adds', () => expect(sum([1, 2])).toBe(3)); test('of nothing', () => expect(sum([]) * 0).toBe(0)) })\n` }, undefined],
    ['jest', { 'src/cart.js': commonjs, 'test/cart.test.js': globals }, runnerModules('jest')],
    ['mocha', { 'src/cart.js': commonjs, 'test/cart.test.js': globals, '.mocharc.json': '{ "spec": "test/**/*.js" }', 'test/other.test.js': `it('is not run', () => { throw new Error('not asked for') })\n` }, runnerModules('mocha')],
  ] as const)('%s', async (runner, files, modules) => {
    const manifest = { 'package.json': JSON.stringify({ ...(runner === 'vitest' ? { type: 'module' } : {}), devDependencies: { [runner]: '1' } }) }
    await inTrialProject({ ...files, ...manifest }, 'sum([1, 2])', async ({ test: tried }) => {
      expect(await tried(files['src/cart.js'].replace('return total', 'return total + 1'))).toEqual({
        passed: 1, failed: 1, alreadyFailing: 0, failures: ['test/cart.test.js: cart adds'], files: ['test/cart.test.js'], uncounted: [], message: null,
      })
    }, modules)
  })
})
