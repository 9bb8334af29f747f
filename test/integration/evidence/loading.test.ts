import { expect, test } from 'vitest'
import { loadingPass } from '../../../src/engine/evidence/loadingPass.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { collectPass } from '../../support/inPassSession.ts'
import { nodes } from '../../support/nodes.ts'

const slow = 'const end = performance.now() + 60\nwhile (performance.now() < end);\n'

const files = {
  'package.json': '{ "type": "module" }',
  'esm.js': "import { one } from 'quick'\nimport { two } from '@s/slow'\nexport function f(x) { return x ? two() : one() }\n",
  'common.cjs': "const { one } = require('quick')\nconst { two } = require('@s/slow')\nfunction f(x) { return x ? two() : one() }\nmodule.exports = { f }\n",
  'node_modules/quick/package.json': '{ "name": "quick", "main": "index.js" }',
  'node_modules/quick/index.js': 'exports.one = () => 1\n',
  'node_modules/@s/slow/package.json': '{ "name": "@s/slow", "main": "index.js" }',
  'node_modules/@s/slow/index.js': `${slow}exports.two = () => 2\n`,
}

test.each(nodes().flatMap(({ version, path }) => ['esm.js', 'common.cjs'].map((file) => [version, file, path])))('tells how long packages take to load, on Node %s from %s', async (_, file, nodePath) => {
  await inTemporaryFolder(files, async (root) => {
    // In the sandbox as well.
    const found = await collectPass(loadingPass, { root, file, functionName: 'f', nodePath, timeBudgetMs: 200, workload: { kind: 'none', expression: 'f()' } })
    const packages = found.kind === 'found' ? found.evidence.packages : undefined
    expect(packages?.map(({ name }) => name)).toEqual(['@s/slow', 'quick'])
    expect(packages?.[0]?.ms).toBeGreaterThan(2 * (packages?.[1]?.ms ?? Infinity))
  })
})

test('a package that throws when it is loaded stops nothing', async () => {
  await inTemporaryFolder({ ...files, 'node_modules/quick/index.js': 'exports.one = () => 1\nif (globalThis.process.argv) throw new Error("no")\n' }, async (root) => {
    const found = await collectPass(loadingPass, { root, file: 'esm.js', functionName: 'f', timeBudgetMs: 200, workload: { kind: 'call', expression: 'f()', origin: 'option' } })
    expect(found).toMatchObject({ kind: 'found', evidence: { packages: [{ name: '@s/slow' }] } })
  })
})
