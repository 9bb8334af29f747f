// What the history costs with 100,000 runs in it, and what of it is lost by writing at once and by kills: nothing.
import { build } from 'esbuild'
import { execFileSync } from 'node:child_process'
import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { openStore } from '../../src/engine/store/openStore.ts'
import { storePath } from '../../src/engine/store/storePath.ts'
import { inTemporaryFolder } from '../support/inTemporaryFolder.ts'
import { snapshotOf, storedRun } from '../support/storedRuns.ts'
import { killedWriters, writersAtOnce } from '../support/storeWriters.ts'

const runs = 100_000
/** With the default of 200 runs each. */
const functions = 500
const limits = { historyMs: 20, openMs: 50, bytesARun: 2_048 }
const rounds = 21

function medianMs(work: (round: number) => void): { readonly median: number; readonly worst: number } {
  const times = Array.from({ length: rounds }, (_, round) => {
    const started = performance.now()
    work(round)
    return performance.now() - started
  }).toSorted((a, b) => a - b)
  return { median: times[Math.floor(rounds / 2)] ?? Number.NaN, worst: times.at(-1) ?? Number.NaN }
}

function report(what: string, value: string, limit: string, ratio: number): void {
  console.log(`${what}: ${value}, limit ${limit} (${ratio.toFixed(2)}x)`)
  if (!(ratio <= 1)) process.exitCode = 1
}

const nameOf = (number: number): string => `module${number % 37}.function${number}`
const placeOf = (number: number): string => `packages/shop/src/features/feature${number % 41}.ts`

/** The median of fresh processes that load what opens a store, bundled as the extension is, and open it. */
async function firstOpenMs(folder: string, root: string, env: NodeJS.ProcessEnv): Promise<number> {
  const outfile = path.join(folder, 'openStore.cjs')
  await build({ entryPoints: [path.join(import.meta.dirname, '../../src/engine/store/openStore.ts')], bundle: true, platform: 'node', format: 'cjs', target: 'node22', outfile })
  const program = `const started = performance.now(); require(${JSON.stringify(outfile)}).openStore(${JSON.stringify(root)}).close(); console.log(performance.now() - started)`
  const times = Array.from({ length: rounds }, () => Number(execFileSync(process.execPath, ['-e', program], { env: { ...process.env, ...env }, encoding: 'utf8' })))
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN
}

/** Fills a store through its own door. */
function fill(root: string, env: NodeJS.ProcessEnv): void {
  const store = openStore(root, env)
  const started = performance.now()
  for (let number = 0; number < runs; number++) {
    // Functions take turns: the runs of one lie all over the file.
    const each = number % functions
    store.putRun(storedRun(number, { file: placeOf(each), functionName: nameOf(each), identityHash: `identity ${each}`.padEnd(16, '.'), workload: { kind: 'call', expression: `${nameOf(each)}(makeCart(${each}))`, fingerprint: `${each}`.padEnd(32, 'f') } }), null, () => false)
  }
  store.close()
  console.log(`${runs.toLocaleString('en')} runs of ${functions} functions were put in ${((performance.now() - started) / runs).toFixed(2)} ms each`)
}

await inTemporaryFolder({}, async (folder) => {
  const root = path.join(folder, 'workspace')
  mkdirSync(root)
  const env = { XDG_DATA_HOME: path.join(folder, 'data') }
  fill(root, env)
  const bytesARun = statSync(storePath(root, env)).size / runs
  report('bytes a run, without snapshots', bytesARun.toFixed(0), `${limits.bytesARun}`, bytesARun / limits.bytesARun)

  const open = medianMs(() => openStore(root, env).close())
  report('opening', `${open.median.toFixed(1)} ms (worst of ${rounds} ${open.worst.toFixed(1)} ms)`, `${limits.openMs} ms`, open.median / limits.openMs)
  const first = await firstOpenMs(folder, root, env)
  report('  the first in a process, with SQLite and kysely loaded', `${first.toFixed(1)} ms`, `${limits.openMs} ms`, first / limits.openMs)
  const store = openStore(root, env)
  const history = medianMs((round) => {
    const each = (round * 23) % functions
    if (store.historyOf(placeOf(each), nameOf(each), 1_000).length !== runs / functions) throw new Error('The history is not whole.')
  })
  report('history of one function, 200 runs', `${history.median.toFixed(1)} ms (worst of ${rounds} ${history.worst.toFixed(1)} ms)`, `${limits.historyMs} ms`, history.median / limits.historyMs)
  const list = medianMs(() => { store.functions() })
  const put = medianMs((round) => store.putRun(storedRun(runs + round, { file: placeOf(round), functionName: nameOf(round) }), snapshotOf(round), () => false))
  console.log(`  the list of its functions ${list.median.toFixed(1)} ms; putting a run with a snapshot, to the disk, ${put.median.toFixed(1)} ms (worst ${put.worst.toFixed(1)} ms)`)
  store.close()

  const atOnce = await writersAtOnce(path.join(folder, 'at-once'), 4, 1_000)
  console.log(`4 processes writing 1,000 runs each: ${atOnce.told} told as stored, ${atOnce.told - atOnce.stored} of them lost; ${atOnce.problem ?? 'no problem'}`)
  if (atOnce.told !== 4_000 || atOnce.stored !== 4_000 || atOnce.problem !== null) process.exitCode = 1

  const { kills, told, lost, problems } = await killedWriters(path.join(folder, 'killed'), 220)
  console.log(`${kills} writers killed with SIGKILL: ${told} runs told as stored, ${lost.length} of them lost; ${problems.length === 0 ? 'the store opened each time' : problems.join('; ')}`)
  if (kills < 200 || lost.length > 0 || problems.length > 0) process.exitCode = 1
})
