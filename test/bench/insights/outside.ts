// `npm run bench:insights -- --outside`: what the rules say of packages that nobody here wrote, and whether the changes of `high` insights are faster
// when they are tried. Only functions are profiled in whose text a rule sees something with an edit: elsewhere it would say nothing.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { innermostAt } from '../../../src/core/presentation/heatAnchor.ts'
import { insightRules } from '../../../src/core/insights/insightRules.ts'
import type { InsightDocument } from '../../../src/core/presentation/insightDocument.ts'
import { discoverFunctions } from '../../../src/core/source/discoverFunctions.ts'
import { readSyntaxTree } from '../../../src/core/source/syntaxTree.ts'
import { fetchPackage } from '../reach/support/fetchPackage.ts'
import { sourceFiles } from '../reach/support/sourceFiles.ts'

/** Exactly pinned: those of some forty in which the rules see most. */
const packages = [
  'effect@4.1.0', 'zod@4.6.7', 'three@0.187.0', 'ramda@0.32.0', 'hono@4.13.19', 'natural@8.1.1',
  'eslint@10.15.0', 'jsdom@31.0.1', 'mongoose@9.12.1', 'webpack@5.112.2', 'mathjs@15.2.0', 'luxon@3.7.2',
]

/** Functions of one package that are profiled, at most; and milliseconds for one, with its tries. */
const mostFunctions = 8
const mostMs = 90_000

interface Candidate {
  readonly file: string
  readonly functionName: string
  readonly rules: readonly string[]
}

/** Functions in whose text a rule would propose an edit if it took time. */
function candidatesIn(files: readonly string[]): readonly Candidate[] {
  return files.flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    const tree = readSyntaxTree(text, file)
    if (tree === null) return []
    const { functions } = discoverFunctions(text, file)
    const run = { attribution: null, timing: null, thrownShare: 0, function: { id: file, file, name: '', startLine: 0, endLine: 0, bodyHash: '' } }
    const found = new Map<string, string[]>()
    for (const rule of insightRules) {
      for (const { edit, extent } of rule.find(tree, tree.nodes, { run, file })) {
        const owner = edit === null ? null : innermostAt(tree.lineAt(extent.start), functions)
        if (owner !== null) found.set(owner.name, [...(found.get(owner.name) ?? []), rule.name])
      }
    }
    return Array.from(found, ([functionName, rules]) => ({ file, functionName, rules }))
  })
}

/** What `heatline insights --try --json` says; or why the function could not be profiled, a line. */
async function insightsOf({ file, functionName }: Candidate, project: string, data: string): Promise<readonly InsightDocument[] | string> {
  const child = spawn(process.execPath, [path.join(project, 'dist/cli.js'), 'insights', `${file}#${functionName}`, '--try', '--json'], { env: { ...process.env, XDG_DATA_HOME: data }, stdio: 'pipe', timeout: mostMs })
  const output: Buffer[] = []
  const errors: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
  const code = await new Promise<number | null>((resolve) => { child.once('close', resolve) })
  if (code !== 0) return code === null ? `ended after ${mostMs / 1000} s` : (Buffer.concat(errors).toString().split('\n').find((line) => line.startsWith('heatline:')) ?? `exit code ${code}`)
  const { insights } = JSON.parse(Buffer.concat(output).toString()) as { readonly insights: readonly InsightDocument[] }
  return insights
}

/** Prints each package, and how many of the changes held. */
export async function benchOutside(project: string, only: string | undefined): Promise<void> {
  const data = mkdtempSync(path.join(tmpdir(), 'heatline-outside-'))
  const tried: { readonly insight: InsightDocument; readonly isConfirmed: boolean }[] = []
  let profiled = 0
  for (const specifier of packages.filter((each) => only === undefined || each.startsWith(only))) {
    const folder = await fetchPackage(specifier, {})
    const candidates = candidatesIn(sourceFiles(folder).files)
    // Spread over the package: neighbours are alike.
    const step = Math.max(1, candidates.length / mostFunctions)
    const chosen = candidates.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step))
    console.log(`${specifier}: ${candidates.length} functions with something to try, ${chosen.length} profiled`)
    for (const candidate of chosen) {
      const insights = await insightsOf(candidate, project, data)
      const name = `${path.relative(folder, candidate.file)}#${candidate.functionName}`
      if (typeof insights === 'string') {
        console.log(`  ${name}: not profiled (${candidate.rules.join(', ')}): ${insights}`)
        continue
      }
      profiled++
      const high = insights.filter((each) => each.priority === 'high' && each.measuredEffect !== null)
      console.log(`  ${name}: ${high.length === 0 ? `nothing high (${candidate.rules.join(', ')})` : ''}`)
      for (const insight of high) {
        const { measuredEffect: effect } = insight
        const isConfirmed = effect !== null && effect.sameAnswers === true && (effect.verdict === 'improvement' || effect.verdict === 'faster')
        tried.push({ insight, isConfirmed })
        console.log(`    ${insight.rule}, ${(100 * insight.share).toFixed(0)}%: ${effect?.verdict} ${effect?.ratio?.toFixed(2) ?? ''}, ${effect?.sameAnswers === true ? 'same answers' : effect?.sameAnswers === false ? 'OTHER answers' : 'answers unknown'}`)
      }
    }
  }
  rmSync(data, { recursive: true, maxRetries: 3 })
  const confirmed = tried.filter(({ isConfirmed }) => isConfirmed).length
  console.log(`${profiled} functions profiled. High insights with an edit, confirmed faster: ${confirmed} of ${tried.length} (at least half)`)
  if (confirmed * 2 < tried.length) process.exitCode = 1
}
