// What collecting evidence costs: how much longer a call takes in each pass than in one that only takes times, right after it; and how long a full run
// takes beside a CPU run.
import { readFileSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { median } from '../../src/core/statistics/median.ts'
import { evidencePasses } from '../../src/engine/evidence/evidencePasses.ts'
import { inPassSession } from '../support/inPassSession.ts'
import { inTemporaryFolder } from '../support/inTemporaryFolder.ts'
import { nodes } from '../support/nodes.ts'
import { profileFile } from '../support/profileFile.ts'

const rounds = 3
const timeBudgetMs = 2000
const mostBudgets = 3

/** Times its own calls: whatever a pass does with them, that is what it costs. */
const subject = (times: string): string => `import { writeFileSync } from 'node:fs'
const durations = new Float64Array(512)
const file = ${JSON.stringify(`${times}/`)} + Date.now() + '-' + process.pid
let calls = 0
const read = performance.now.bind(performance)

export function measured() {
  const began = read()
  const distance = report(30)
  durations[calls++ % durations.length] = read() - began
  // The process may be ended at any time.
  if ((calls & (calls - 1)) === 0) writeFileSync(file, String(durations.slice(0, calls).sort()[Math.min(calls, durations.length) >> 1]))
  return distance
}

function report(rows) {
  const table = []
  for (let row = 0; row < rows; row++) {
    const cells = [row, row * 2, row * 3]
    table.push({ name: 'row ' + row, sum: cells.reduce((sum, cell) => sum + cell, 0) })
  }
  return table.filter(({ sum }) => sum % 2 === 0).map(({ name, sum }) => name + ': ' + sum).join('\\n').length
}
`

await inTemporaryFolder({}, async (times) => {
  await inTemporaryFolder({ 'package.json': '{ "type": "module" }', 'subject.js': subject(times) }, async (root) => {
    for (const { major, path: nodePath } of nodes()) {
      const of = { root, file: 'subject.js', functionName: 'measured', nodePath, timeBudgetMs, workload: { kind: 'call', expression: 'measured()', origin: 'option' } } as const
      console.log(`Node ${major}: what a call takes in each process of a pass, of what it takes bare`)
      for (const pass of evidencePasses) {
        const ratios: number[][] = []
        const seconds: number[] = []
        for (let round = 0; round < rounds; round++) {
          await inPassSession(of, async (setting) => {
            await setting.session.run({ kind: 'timing', warmUpMs: 100, measureMs: 200 }, [])
            const [bareMs = Number.NaN] = takeTimes(times)
            const began = performance.now()
            const found = await pass.collect({ ...setting, callMs: bareMs, budgetMs: pass.share * timeBudgetMs })
            if (found.kind !== 'found') throw new Error(`${pass.name}: ${JSON.stringify(found)}`)
            seconds.push((performance.now() - began) / 1000)
            takeTimes(times).forEach((ms, index) => { (ratios[index] ??= []).push(ms / bareMs) })
          })
        }
        console.log(`  ${pass.name.padEnd(42)} ${(ratios.length === 0 ? ['no process'] : ratios.map((each) => `${(median(each) ?? Number.NaN).toFixed(2)}x`)).join(', ').padEnd(16)} ${(median(seconds) ?? Number.NaN).toFixed(1)} s in all, ${(pass.share * timeBudgetMs / 1000).toFixed(1)} s of calls`)
      }
      const cpu = await timed(() => profileFile({ ...of, kind: 'cpu' }))
      const full = await timed(() => profileFile({ ...of, kind: 'full' }))
      takeTimes(times)
      const budgets = full.measuringMs / timeBudgetMs
      console.log(`  full run: ${budgets.toFixed(2)} budgets of calls, limit ${mostBudgets}; ${(full.elapsedMs / 1000).toFixed(1)} s in all, a CPU run ${(cpu.elapsedMs / 1000).toFixed(1)} s (${(full.elapsedMs / cpu.elapsedMs).toFixed(2)}x)`)
      if (!(budgets <= mostBudgets)) process.exitCode = 1
    }
  })
})

async function timed(run: () => ReturnType<typeof profileFile>): Promise<{ readonly elapsedMs: number; readonly measuringMs: number }> {
  const began = performance.now()
  const { measuringMs } = await run()
  return { elapsedMs: performance.now() - began, measuringMs }
}

/** Of each process that began since the last time, what its median call took. */
function takeTimes(folder: string): readonly number[] {
  return readdirSync(folder).toSorted().map((name) => {
    const file = path.join(folder, name)
    const ms = Number(readFileSync(file, 'utf8'))
    rmSync(file)
    return ms
  })
}
