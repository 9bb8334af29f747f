// What the leak check says of twenty functions that leak and twenty that do not: no alarm without a leak, every leak found, and for most of them the line
// that keeps it.
import { formatBytes } from '../../src/core/presentation/formatBytes.ts'
import { toOneBased } from '../../src/core/position.ts'
import { checkLeak, leakCorpus } from '../support/leakCorpus.ts'
import { nodes } from '../support/nodes.ts'

const node = nodes().find(({ major }) => major === 24)
let found = 0
let named = 0
let alarms = 0
const corpus = leakCorpus()
for (const subject of corpus) {
  const { verdict, bytesPerCall, confidenceInterval: { low, high }, calls, keptBy: [first] } = await checkLeak(subject, node?.path ?? process.execPath)
  const grows = verdict === 'grows'
  const isNamed = grows && first !== undefined && first.file === subject.file && subject.keeping.includes(first.line)
  if (subject.leaks) {
    if (grows) found++
    if (isNamed) named++
  } else if (grows) alarms++
  const line = first === undefined ? '' : `, line ${toOneBased(first.line)}${isNamed ? '' : `, not ${subject.keeping.map(toOneBased).join(' or ')}`}`
  console.log(`${subject.leaks ? 'leaks' : 'fine '}  ${subject.name.padEnd(18)} ${verdict.padEnd(7)} ${formatBytes(bytesPerCall)} a call [${formatBytes(low)}, ${formatBytes(high)}] in ${calls} calls${line}`)
}
const leaking = corpus.filter(({ leaks }) => leaks).length
row('leaks found', found, leaking, leaking)
row('keeping line named', named, leaking, 15)
row('alarms without a leak', alarms, corpus.length - leaking, 0)

function row(what: string, count: number, of: number, target: number): void {
  const isMissed = target === 0 ? count > 0 : count < target
  console.log(`${what.padEnd(24)} ${count} of ${of}, target ${target === 0 ? 'none' : `at least ${target}`}${isMissed ? ': MISSED' : ''}`)
  if (isMissed) process.exitCode = 1
}
