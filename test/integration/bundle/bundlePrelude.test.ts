import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { nodes } from '../../support/nodes.ts'
import { nodeOutput, temporaryFolder } from './bundleFixture.ts'

const program = (prelude: string) => `${prelude}
const common = __heatlineToESM({ f: () => 'f', value: 1 }, 1)
console.log(__heatlineMeta('/w/a.js').url, Object.keys(common).join(), common.f(), typeof __heatlineRequire('/w/a.js').resolve)
void __heatlineImport('/w/a.js')('fs').then((fs) => console.log(typeof fs.readFileSync))
`

test.each([
  ['the extension is built', 'node22', false],
  ['a release is built', 'node22', true],
  ['the command line is built', 'node18', true],
])('the helpers\' source survives being compiled as %s', async (_how, target, minify) => {
  const folder = temporaryFolder()
  const built = path.join(folder, 'built.cjs')
  await build({ entryPoints: [path.join(import.meta.dirname, '../../../src/engine/bundle/bundlePrelude.ts')], outfile: built, bundle: true, platform: 'node', format: 'cjs', target, minify })
  const { bundlePrelude } = await import(built)
  const file = path.join(folder, 'program.cjs')
  writeFileSync(file, program(bundlePrelude('cjs', '/w/a.js')))
  for (const { path: node } of nodes()) {
    expect(await nodeOutput(file, folder, node)).toBe('file:///w/a.js default,f,value f function\nfunction')
  }
})
