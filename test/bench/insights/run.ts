// `npm run bench:insights`: what the rules say of the corpus when it really runs, and what came of the edits when they were tried. Each rule
// has a plain variant, a disguised one and one that is fine and must stay silent. `-- --outside` tries them on packages from npm instead.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { InsightDocument } from '../../../src/core/presentation/insightDocument.ts'
import { benchOutside } from './outside.ts'

const { values } = parseArgs({ options: { only: { type: 'string' }, outside: { type: 'boolean' }, kind: { type: 'string' } } })
const project = path.resolve(import.meta.dirname, '../../..')
if (values.outside === true) {
  await benchOutside(project, values.only)
  process.exit()
}

const folder = mkdtempSync(path.join(tmpdir(), 'heatline-insights-'))
const corpus = path.join(folder, 'corpus')
cpSync(path.join(project, 'test/fixtures/insights'), corpus, { recursive: true })

/** Kinds of profile whose evidence rules speak of; `--kind full` runs all so. */
const kinds: Readonly<Record<string, string>> = { 'mixed-shapes': 'full', 'mixed-arrays': 'full', 'heavy-import': 'full', 'read-all': 'memory', 'collection-pressure': 'memory', 'endless-growth': 'memory', 'unbounded-promise-all': 'io', 'event-loop-block': 'io' }

interface Said {
  readonly rule: string
  readonly variant: string
  readonly insights: readonly InsightDocument[]
}

const said: Said[] = []
for (const rule of readdirSync(corpus).filter((name) => name !== 'node_modules' && (values.only === undefined || name === values.only))) {
  for (const variant of ['plain', 'disguised', 'fine']) {
    const file = path.join(corpus, rule, `${variant}.js`)
    const text = readFileSync(file, 'utf8')
    // Those without a call of their own are run with what their tests call them with.
    const name = (/@profile (\w+)/u.exec(text) ?? /^export (?:const|function) (\w+)/mu.exec(text))?.[1] ?? ''
    const { stdout, stderr, status } = spawnSync(process.execPath, [path.join(project, 'dist/cli.js'), 'insights', `${file}#${name}`, '--try', '--json', '--kind', values.kind ?? kinds[rule] ?? 'cpu'], { encoding: 'utf8', env: { ...process.env, XDG_DATA_HOME: folder, TMPDIR: folder } })
    if (status !== 0) throw new Error(`${file}: ${stderr}`)
    const { insights } = JSON.parse(stdout) as { readonly insights: readonly InsightDocument[] }
    said.push({ rule, variant, insights })
    console.log(`${rule}, ${variant}: ${insights.length === 0 ? 'silent' : ''}`)
    for (const each of insights) console.log(`    ${each.rule}, ${each.priority}, ${(100 * each.share).toFixed(0)}% of the time, expected ${range(each.expectedEffect)}, ${each.measuredEffect ? `tried ${each.measuredEffect.ratio?.toFixed(2)} ${range(each.measuredEffect.confidenceInterval)} ${each.measuredEffect.verdict}, ${answers(each.measuredEffect.sameAnswers)}` : 'not tried'}`)
  }
}
rmSync(folder, { recursive: true, maxRetries: 3 })

const planted = said.filter(({ variant }) => variant !== 'fine')
const found = planted.filter(({ rule, insights }) => insights.some((each) => each.rule === rule))
const all = said.flatMap(({ rule, variant, insights }) => insights.map((insight) => ({ insight, isRight: variant !== 'fine' && insight.rule === rule })))
const tried = all.flatMap(({ insight }) => (insight.measuredEffect ? [{ insight, effect: insight.measuredEffect }] : []))
const confirmed = tried.filter(({ effect }) => effect.sameAnswers === true && (effect.verdict === 'improvement' || effect.verdict === 'faster'))
const held = tried.filter(({ insight: { expectedEffect: { low, high } }, effect: { ratio } }) => ratio !== null && low <= ratio && ratio <= high)
row('precision', 'at least 95%', all.filter(({ isRight }) => isRight).length, all.length, 0.95)
row('recall', 'at least 90%', found.length, planted.length, 0.9)
row('edits confirmed faster, same answers', 'at least 80%', confirmed.length, tried.length, 0.8)
row('edits with the same answers', 'all', tried.filter(({ effect }) => effect.sameAnswers === true).length, tried.length, 1)
row('expected effect holds the measured one', 'at least 70%', held.length, tried.length, 0.7)

function row(what: string, target: string, part: number, whole: number, least: number): void {
  console.log(`${what.padEnd(42)} ${target.padEnd(14)} ${part} of ${whole}${whole === 0 ? '' : ` (${((100 * part) / whole).toFixed(0)}%)`}`)
  if (part < least * whole) process.exitCode = 1
}

function range(interval: { readonly low: number; readonly high: number } | null): string {
  return interval === null ? '' : `[${interval.low.toFixed(2)}, ${interval.high.toFixed(2)}]`
}

function answers(same: boolean | null): string {
  return same === null ? 'answers unknown' : same ? 'same answers' : 'OTHER answers'
}
