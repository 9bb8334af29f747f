/**
 * What is wrong with a `.cpuprofile`, by what its viewers rely on; empty where nothing is. Read as they read it, from its
 * text, against https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile
 */
export function cpuProfileProblems(text: string): readonly string[] {
  const profile: unknown = JSON.parse(text)
  const problems: string[] = []
  const check = (isRight: boolean, problem: string): void => {
    if (!isRight) problems.push(problem)
  }
  const nodes = listIn(profile, 'nodes')
  const samples = listIn(profile, 'samples')
  const deltas = listIn(profile, 'timeDeltas')
  const startTime = numberIn(profile, 'startTime')
  const endTime = numberIn(profile, 'endTime')
  check(startTime > 0, 'startTime is not above 0')

  const ids = nodes.map((node) => numberIn(node, 'id'))
  const known = new Set(ids)
  check(known.size === ids.length, 'an id is there twice')
  check(ids.every((id) => Number.isInteger(id) && id > 0), 'an id is no positive integer')
  const children = nodes.flatMap((node) => (isRecord(node) && 'children' in node ? listIn(node, 'children') : []))
  check(children.every((id) => known.has(Number(id))), 'a child is no node')
  check(new Set(children).size === children.length, 'a node has two parents')
  const roots = ids.filter((id) => !children.includes(id))
  check(roots.length === 1 && roots[0] === ids[0], `the roots are ${roots.join(', ')}, not the first node alone`)
  nodes.forEach((node, index) => problems.push(...frameProblems(node).map((problem) => `node ${ids[index]}: ${problem}`)))

  check(samples.length > 0 && samples.length === deltas.length, `${samples.length} samples have ${deltas.length} deltas`)
  check(samples.every((id) => known.has(Number(id))), 'a sample is of no node')
  check(deltas.every((delta) => typeof delta === 'number' && Number.isInteger(delta) && delta >= 0), 'a delta is no microseconds, or goes back in time')
  const sum = deltas.reduce<number>((total, delta) => total + Number(delta), 0)
  check(sum <= endTime - startTime, `the samples take ${sum} us, longer than the whole ${endTime - startTime} us`)
  nodes.forEach((node, index) => {
    const hits = samples.filter((id) => id === ids[index]).length
    check(numberIn(node, 'hitCount') === hits, `node ${ids[index]}: hitCount is ${numberIn(node, 'hitCount')}, its samples are ${hits}`)
  })
  return problems
}

function frameProblems(node: unknown): readonly string[] {
  const frame = isRecord(node) ? node['callFrame'] : null
  if (!isRecord(frame)) return ['it has no callFrame']
  const problems: string[] = []
  if (typeof frame['functionName'] !== 'string' || typeof frame['url'] !== 'string' || typeof frame['scriptId'] !== 'string') problems.push('functionName, url and scriptId must be texts')
  if (!isPosition(frame['lineNumber']) || !isPosition(frame['columnNumber'])) problems.push('lineNumber and columnNumber must be integers from -1')
  const ticks = isRecord(node) && 'positionTicks' in node ? listIn(node, 'positionTicks') : []
  const lines = ticks.map((tick) => numberIn(tick, 'line'))
  if (!lines.every((line) => Number.isInteger(line) && line > 0) || new Set(lines).size !== lines.length) problems.push('lines of positionTicks must be from 1, each once')
  if (!ticks.every((tick) => numberIn(tick, 'ticks') > 0)) problems.push('ticks must be more than none')
  return problems
}

function isPosition(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= -1
}

function listIn(value: unknown, key: string): readonly unknown[] {
  const list = isRecord(value) ? value[key] : undefined
  if (!Array.isArray(list)) throw new Error(`${key} is no list`)
  return list
}

function numberIn(value: unknown, key: string): number {
  const number = isRecord(value) ? value[key] : undefined
  if (typeof number !== 'number' || !Number.isFinite(number)) throw new Error(`${key} is no number`)
  return number
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
