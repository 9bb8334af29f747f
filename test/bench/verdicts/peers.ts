import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Subject } from './subjects.ts'

const repository = path.resolve(import.meta.dirname, '../../..')

/** From there on the peers' users speak of a regression. */
const limit = 0.1

/** Whether two runs of tinybench, one after the other with its own defaults, read 10% slower on their means. */
export function tinybenchAlarms(folder: string, subject: Subject, extra: number): boolean {
  const [base, current] = [0, extra].map((each) => tinybenchMeanMs(folder, subject, each))
  return (current ?? 0) > (base ?? 0) * (1 + limit)
}

function tinybenchMeanMs(folder: string, subject: Subject, extra: number): number {
  const file = writeModule(folder, subject, extra)
  const program = `import { Bench } from ${JSON.stringify(pathToFileURL(path.join(repository, 'node_modules/tinybench/dist/index.js')).href)}
import { ${subject.functionName}, inputs } from ${JSON.stringify(pathToFileURL(file).href)}
const bench = new Bench()
bench.add('it', () => ${subject.functionName}(...inputs))
const [task] = await bench.run()
console.log(task.result.latency.mean)`
  return Number(spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }).stdout.trim())
}

/** Which of the subjects Vitest's own comparison calls slower by 10%: `bench.compare` and `toBeSlowerThan`, as its guide has it. */
export function vitestAlarms(folder: string, pairs: readonly { readonly subject: Subject; readonly extra: number }[]): readonly boolean[] {
  const bench = path.join(folder, 'peer.bench.mjs')
  const report = path.join(folder, 'peer.json')
  const imports = pairs.flatMap(({ subject, extra }, index) => [
    `import { ${subject.functionName} as base${index}, inputs as inputs${index} } from ${JSON.stringify(writeModule(folder, subject, 0))}`,
    `import { ${subject.functionName} as current${index} } from ${JSON.stringify(writeModule(folder, subject, extra, 'current'))}`,
  ])
  writeFileSync(bench, `import { expect, test } from 'vitest'
${imports.join('\n')}
${pairs.map((_, index) => `test('${index}', async ({ bench }) => {
  const base = base${index}, current = current${index}, inputs = inputs${index}
  const result = await bench.compare(bench('base', () => base(...inputs)), bench('current', () => current(...inputs)))
  expect(result.get('current')).not.toBeSlowerThan(result.get('base'), { delta: ${limit} })
}, 60000)`).join('\n')}
`)
  const { stdout, stderr } = spawnSync(process.execPath, [path.join(repository, 'node_modules/vitest/vitest.mjs'), 'bench', '--run', '--root', folder, '--reporter=json', `--outputFile=${report}`], { encoding: 'utf8', cwd: folder })
  return readReport(report, pairs.length, `${stdout}${stderr}`)
}

function readReport(report: string, count: number, output: string): readonly boolean[] {
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as { readonly testResults: readonly { readonly assertionResults: readonly { readonly title: string; readonly status: string; readonly failureMessages: readonly string[] }[] }[] }
  rmSync(report)
  const results = testResults.flatMap(({ assertionResults }) => assertionResults)
  return Array.from({ length: count }, (_, index) => {
    const result = results.find(({ title }) => title === String(index))
    if (result === undefined || (result.status === 'failed' && !result.failureMessages.some((message) => message.includes('slower')))) throw new Error(`Vitest's comparison did not run: ${JSON.stringify(result)}\n${output}`)
    return result.status === 'failed'
  })
}

function writeModule(folder: string, subject: Subject, extra: number, role = 'base'): string {
  const file = path.join(folder, `peer-${role}-${subject.functionName}-${extra}.mjs`)
  writeFileSync(file, `${subject.text(extra)}\nexport const inputs = ${subject.call.slice(subject.functionName.length).replace(/^\(/u, '[').replace(/\)$/u, ']')}\n`)
  return file
}
