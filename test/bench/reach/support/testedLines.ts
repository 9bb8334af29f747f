import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import type { Profiler } from 'node:inspector'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../../../../scripts/command.mjs'
import { executedOffsets } from '../child/executedOffsets.ts'
import { bodyTokens } from './bodyLines.ts'
import type { ListedFunction } from './listFunctions.ts'
import type { ShippedTests } from './reachPackages.ts'

/** Runs a package's tests, and tells which lines of each function's body they ran. */
export async function testedLines(root: string, { folder }: ShippedTests, functions: readonly ListedFunction[]): Promise<ReadonlyMap<ListedFunction, ReadonlySet<number>>> {
  const found = new Map<ListedFunction, Set<number>>(functions.map((each) => [each, new Set()]))
  const coverageFolder = await mkdtemp(path.join(tmpdir(), 'heatline-reach-tests-'))
  try {
    for (const name of (await readdir(path.join(root, folder))).filter((each) => each.endsWith('.js'))) {
      await run(process.execPath, ['--no-opt', '--no-maglev', path.join(folder, name)], { cwd: root, env: { ...process.env, NODE_V8_COVERAGE: coverageFolder }, quiet: true })
    }
    for (const name of await readdir(coverageFolder)) {
      const { result } = JSON.parse(await readFile(path.join(coverageFolder, name), 'utf8')) as { readonly result: readonly Profiler.ScriptCoverage[] }
      for (const { url, functions: covered } of result) {
        if (!url.startsWith('file:')) continue
        for (const each of functions.filter(({ file }) => file === fileURLToPath(url))) {
          const tokens = bodyTokens(each.body)
          for (const index of executedOffsets(covered, tokens.map(({ offset }) => offset))) found.get(each)?.add(tokens[index]?.line ?? -1)
        }
      }
    }
    return found
  } finally {
    await rm(coverageFolder, { recursive: true, force: true })
  }
}
