// What sampling costs the profiled code: the same function in fresh processes of the same flags, sampled and bare in
// turn, and the median of the pairs' ratios.
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { build } from 'esbuild'
import { median } from '../../src/core/statistics/median.ts'
import { findNode } from '../../src/engine/node/findNode.ts'
import { framelessCallsPath, recorderPlans } from '../../src/engine/measure/recorderPlans.ts'
import { linesFlags } from '../../src/engine/measure/samplingFlags.ts'
import { inTemporaryFolder } from '../support/inTemporaryFolder.ts'
import { nodes } from '../support/nodes.ts'

const repository = path.resolve(import.meta.dirname, '../..')
const installation = { directory: path.join(repository, 'dist'), version: '0.0.0' }
const program = path.join(import.meta.dirname, 'programs/sampledLoop.ts')
const pairs = 11
const limit = 1.1

const subjects = [
  { file: 'src/money.ts', name: 'formatMoney', args: [1234.5] },
  { file: 'src/text.ts', name: 'levenshtein', args: ['saturday'.repeat(20), 'sunday'.repeat(20)] },
  { file: 'src/text.ts', name: 'fibonacci', args: [18] },
]

await inTemporaryFolder({}, async (folder) => {
  await build({
    entryPoints: [...new Set(subjects.map(({ file }) => path.join(repository, 'test/fixtures/sample', file)))],
    outdir: folder, outExtension: { '.js': '.mjs' }, bundle: true, format: 'esm', platform: 'node',
  })
  for (const { major, path: nodePath } of nodes()) {
    const node = await findNode({ configuredPath: nodePath, configuredIn: '--node', cwd: repository, env: process.env, editorExecPath: null })
    const [plan] = recorderPlans(installation, node)
    if (plan?.addonPath == null) throw new Error(`No recorder for Node ${major}`)
    const sampled = JSON.stringify({ plan, framelessCallsPath: framelessCallsPath(installation, node) })
    for (const { file, name, args } of subjects) {
      const measure = (recorder: string): number => Number(execFileSync(nodePath, [
        ...linesFlags, '--experimental-strip-types', '--disable-warning=ExperimentalWarning', '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
        program, path.join(folder, `${path.basename(file, '.ts')}.mjs`), name, JSON.stringify(args), recorder,
      ], { encoding: 'utf8' }))
      const ratios = Array.from({ length: pairs }, (_, index) => {
        const first = measure(index % 2 === 0 ? sampled : 'bare')
        const second = measure(index % 2 === 0 ? 'bare' : sampled)
        return index % 2 === 0 ? first / second : second / first
      })
      const ratio = median(ratios) ?? Number.NaN
      console.log(`sampled against bare, ${name} on Node ${major}: ${ratio.toFixed(3)}x, limit ${limit}x`)
      if (!(ratio <= limit)) process.exitCode = 1
    }
  }
})
