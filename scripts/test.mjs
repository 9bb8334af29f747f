// `npm test`: everything below `test/` but the benchmarks, the cheap first, with one plain line at the end: `12 passed, 0 failed`.
// `npm test -- unit integration` runs some of the stages.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { ensureNatives } from './buildNatives.mjs'
import { projectRoot } from './cache.mjs'
import { ensureCodeServer } from './codeServer.mjs'
import { npm } from './command.mjs'
import { leftoverProcesses } from './leftoverProcesses.mjs'
import { ensureTestRunners } from './testRunners.mjs'
import { ensureNodes, nodeExecutable } from './nodes.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** In the environment of everything that the tests start. */
const markerVariable = 'HEATLINE_TEST_RUN'
const marker = randomUUID()

/** @type {readonly { name: string, prepare: () => Promise<unknown>, vitest: readonly string[] }[]} */
const stages = [
  { name: 'unit', prepare: async () => {}, vitest: ['test/unit'] },
  {
    name: 'integration',
    prepare: async () => {
      await ensureNodes()
      await ensureNatives()
      await ensureTestRunners()
      await npm(['run', 'build', '--silent'], { cwd: projectRoot })
      await ensureBrowser()
    },
    vitest: ['test/integration'],
  },
  {
    name: 'vscode',
    prepare: async () => {
      await ensureBrowser()
      await ensureCodeServer()
    },
    vitest: ['--config', 'vitest.e2e.config.mts'],
  },
]

/**
 * @param {(typeof stages)[number]} stage
 * @param {string} folder for the report
 * @returns {Promise<Counts>}
 */
async function runStage(stage, folder) {
  console.log(`\n== ${stage.name} ==`)
  const start = Date.now()
  try {
    await stage.prepare()
  } catch (error) {
    console.error(`Could not prepare the ${stage.name} tests: ${error instanceof Error ? error.message : String(error)}`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
  const report = path.join(folder, `${stage.name}.json`)
  const code = await runVitest([...stage.vitest, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`])
  const counts = await readCounts(report, code)
  console.log(`${stage.name}: ${describe(counts)} in ${Math.round((Date.now() - start) / 1000)} s`)
  return counts
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>} its exit code
 */
function runVitest(args) {
  return new Promise((resolve, reject) => {
    // Vitest needs a newer Node than the one that may have started us.
    const child = spawn(nodeExecutable(24), [path.join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...args], {
      cwd: projectRoot,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        // As npm does, for a start without it: programs that tests start find the same Node.
        PATH: `${path.dirname(nodeExecutable(24))}${path.delimiter}${process.env['PATH'] ?? ''}`,
        [markerVariable]: marker,
        // What tests measure is no part of anybody's history.
        XDG_DATA_HOME: path.join(folder, 'data'),
        VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true',
      },
    })
    const forward = (/** @type {NodeJS.Signals} */ signal) => { child.kill(signal) }
    process.on('SIGTERM', forward)
    process.on('SIGINT', forward)
    child.on('error', reject)
    child.on('close', (code) => {
      process.off('SIGTERM', forward)
      process.off('SIGINT', forward)
      resolve(code ?? 1)
    })
  })
}

/**
 * @param {string} report
 * @param {number} code vitest's exit code
 * @returns {Promise<Counts>}
 */
async function readCounts(report, code) {
  const text = await readFile(report, 'utf8').catch(() => null)
  if (text === null) return { passed: 0, failed: 1, skipped: 0 }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(text)
  // A file that does not load has no test that could fail.
  const broken = testResults.filter((/** @type {{ status: string, assertionResults: unknown[] }} */ file) => (
    file.status === 'failed' && file.assertionResults.length === 0
  )).length
  const failed = numFailedTests + broken
  // An error outside of any test.
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: numPendingTests + numTodoTests }
}

/** A test that leaves a process behind fails the whole. */
async function checkLeftovers() {
  const deadline = Date.now() + 5_000
  let left = leftoverProcesses(marker)
  while (left.length > 0 && Date.now() < deadline) {
    await new Promise((resolve) => { setTimeout(resolve, 100) })
    left = leftoverProcesses(marker)
  }
  for (const { pid, command } of left) console.error(`Left running: ${pid} ${command}`)
  return left.length === 0 ? 0 : 1
}

/** @param {Counts} counts */
function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !stages.some((stage) => stage.name === name))
if (unknown.length > 0) {
  console.error(`There is no stage ${unknown.join(', ')}. Stages: ${stages.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}

await ensureNodes([24])
const folder = await mkdtemp(path.join(tmpdir(), 'heatline-results-'))
const total = { passed: 0, failed: 0, skipped: 0 }
try {
  for (const stage of stages) {
    if (asked.length > 0 && !asked.includes(stage.name)) continue
    const counts = await runStage(stage, folder)
    total.passed += counts.passed
    total.failed += counts.failed
    total.skipped += counts.skipped
  }
  total.failed += await checkLeftovers()
} finally {
  await rm(folder, { recursive: true, force: true })
}
process.exitCode = total.failed === 0 ? 0 : 1
console.log(`\n${describe(total)}`)
