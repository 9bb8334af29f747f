// `npm run bench:reach [-- <name[@version]> ... --folder <path> --sample 60|all --seeds 1,2,3 --jobs 2 --split build --only <text> --json <file>]`:
// of how many functions of real packages the inputs that Heatline makes up are good ones, and why the others' are not.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { AskPool } from './support/askPool.ts'
import { buildChild } from './support/buildChild.ts'
import { fetchPackage } from './support/fetchPackage.ts'
import { judgePackage } from './support/judgePackage.ts'
import { printFunctions, printOverall, printPackage } from './support/printSummary.ts'
import type { ReachPackage } from './support/reachPackages.ts'
import { reachPackages } from './support/reachPackages.ts'
import { stopBundler } from '../../../src/engine/bundle/runEsbuild.ts'
import { summarise } from './support/summary.ts'
import type { PackageSummary } from './support/summary.ts'
import type { JudgedPackage } from './support/judgePackage.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: 'string', multiple: true, default: [] },
    sample: { type: 'string', default: '60' },
    seeds: { type: 'string', default: '1,2,3' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    split: { type: 'string' },
    json: { type: 'string' },
    only: { type: 'string' },
  },
})
const seeds = values.seeds.split(',').map((text) => wholeNumber(text, '--seeds'))
const size = values.sample === 'all' ? null : wholeNumber(values.sample, '--sample')
const jobs = wholeNumber(values.jobs, '--jobs')
const subjects: readonly { readonly name: string; readonly folder: string | null; readonly known: Pick<ReachPackage, 'sources' | 'paths' | 'tests'> }[] = values.folder.length > 0 || positionals.length > 0
  ? [
    ...values.folder.map((folder) => ({ name: path.basename(path.resolve(folder)), folder: path.resolve(folder), known: {} })),
    ...positionals.map((specifier) => ({ name: specifier, folder: null, known: reachPackages.find((each) => each.specifier === specifier) ?? {} })),
  ]
  : reachPackages.filter(({ use }) => values.split === undefined || use === values.split).map((known) => ({ name: known.specifier, folder: null, known }))

function wholeNumber(text: string, option: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) {
    console.error(`${option} takes whole numbers from 1, not "${text}".`)
    process.exit(2)
  }
  return number
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))
const temporary = mkdtempSync(path.join(tmpdir(), 'heatline-reach-child-'))
process.on('exit', () => { rmSync(temporary, { recursive: true, force: true }) })

console.log(`seeds ${seeds.join(', ')}; ${size === null ? 'all functions' : `${size} functions of each package, chosen anew for each seed`}; ${jobs} at a time`)
const program = await buildChild(temporary)
const pool = new AskPool(temporary)
const judged: JudgedPackage[] = []
const summaries: PackageSummary[] = []
for (const { name, folder, known } of subjects) {
  try {
    const root = folder ?? await fetchPackage(name, known)
    const result = await judgePackage(name, root, known, { seeds, sample: size, only: values.only ?? '', jobs, recordsTests: folder !== null || known.tests !== undefined, program, pool, onProgress })
    judged.push(result)
    summaries.push(summarise(result))
    clearProgress()
    printPackage(summarise(result))
    if (values.only !== undefined) printFunctions(result)
  } catch (error) {
    clearProgress()
    // A package that cannot be judged does not count as one that is well.
    process.exitCode = 1
    console.error(`\n${name}: ${error instanceof Error ? error.stack : String(error)}`)
  }
}
if (summaries.length > 0 && !printOverall(summaries)) process.exitCode = 1
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ seeds, sample: size, packages: summaries, functions: judged }, null, 1)}\n`)
pool.close()
await stopBundler()

function onProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${text}`)
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K')
}
