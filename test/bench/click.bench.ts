// From the click to the first annotation, less the measuring: bundling, starting, loading and attributing.
import { cp, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { inTemporaryFolder } from '../support/inTemporaryFolder.ts'
import { profileFile } from '../support/profileFile.ts'
import type { ProfileFileRequest } from '../support/profileFile.ts'

const rounds = 5

/** Milliseconds from the call to the first partial run, its measuring taken off; the median of the rounds after one more. */
async function clickToHeat(request: ProfileFileRequest): Promise<number> {
  const times: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const started = performance.now()
    const stop = new AbortController()
    await profileFile({
      ...request,
      signal: stop.signal,
      events: {
        onPartial(run) {
          times.push(performance.now() - started - run.measuringMs)
          stop.abort()
        },
      },
    })
  }
  const counted = times.slice(1).toSorted((a, b) => a - b)
  return counted[Math.floor(counted.length / 2)] ?? Number.NaN
}

/** A package in which each module imports the next two and the entry's function calls through all of them. */
async function writeThousandModules(folder: string): Promise<void> {
  await mkdir(path.join(folder, 'src'))
  await writeFile(path.join(folder, 'package.json'), '{ "name": "thousand", "type": "module" }')
  const last = 999
  const write = (index: number): Promise<void> => {
    const next = index === last ? '' : `import { step${index + 1} } from './step${index + 1}.ts'\n`
    const body = index === last ? 'return x' : `return x % 7 === 0 ? x + ${index} : step${index + 1}(x + 1)`
    return writeFile(path.join(folder, 'src', `step${index}.ts`), `${next}export function step${index}(x: number): number {\n  ${body}\n}\n`)
  }
  await Promise.all(Array.from({ length: last + 1 }, (_, index) => write(index)))
  await writeFile(path.join(folder, 'src', 'main.ts'), `${Array.from({ length: last + 1 }, (_, index) => `import { step${index} } from './step${index}.ts'`).join('\n')}
export function walk(from: number): number {
  let x = from
  for (const step of [step0, step${last}]) x = step(x)
  return x
}
export const all = [${Array.from({ length: last + 1 }, (_, index) => `step${index}`).join(', ')}]
`)
}

function print(what: string, ms: number, limitMs: number): void {
  console.log(`${what}: ${ms.toFixed(0)} ms, limit ${limitMs} ms (${(ms / limitMs).toFixed(2)}x)`)
  if (ms > limitMs) process.exitCode = 1
}

await inTemporaryFolder({}, async (folder) => {
  await cp(path.resolve(import.meta.dirname, '../fixtures/sample'), folder, { recursive: true })
  print('click to heat, small file', await clickToHeat({
    root: folder,
    file: 'src/text.ts',
    functionName: 'levenshtein',
    workload: { kind: 'call', expression: 'levenshtein("kitten", "sitting")', origin: 'option' },
  }), 600)
})
await inTemporaryFolder({}, async (folder) => {
  await writeThousandModules(folder)
  print('click to heat, package of 1,000 modules', await clickToHeat({
    root: folder,
    file: 'src/main.ts',
    functionName: 'walk',
    workload: { kind: 'call', expression: 'walk(1)', origin: 'option' },
  }), 1000)
})
