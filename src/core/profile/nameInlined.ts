import type { CallTreeNode, LineTick, StackProfile } from './stackProfile.ts'

/** The lines of the function that starts at a place of a script, 0-based and inclusive; null where that is not known. */
export type LinesOfFunction = (url: string, line: number, column: number) => { readonly startLine: number; readonly endLine: number } | null

/** A profile whose inlined functions have nodes of their own, as far as that can be told. */
export interface NamedProfile {
  readonly profile: StackProfile
  /** Samples of inlined functions that are not known: they stay with the function that inlined them, without a line. */
  readonly unnamed: number
}

/** How far down a function's callees are looked for; V8 inlines deeper, but rarely. */
const deepest = 4

interface CalledFunction {
  readonly key: string
  readonly node: CallTreeNode
  readonly startLine: number
  readonly endLine: number
}

/**
 * Gives inlined functions their nodes back. Node 22 and 24 book an inlined function's samples on the node of its caller,
 * with the callee's line number. Such a line lies outside of the caller's own; the function it belongs to is one that the
 * caller was seen to call before V8 inlined it, or one of the same script.
 */
export function nameInlined(profile: StackProfile, linesOf: LinesOfFunction): NamedProfile {
  const nodes: (CallTreeNode & { hitCount: number; lineTicks: readonly LineTick[] | null })[] = profile.nodes.map((node) => ({ ...node }))
  const functions = new Map<string, CalledFunction | null>()
  const callees = new Map<string, Map<string, CalledFunction>>()
  const byScript = new Map<string, CalledFunction[]>()
  const children = new Map<string, number>()

  profile.nodes.forEach((node, index) => {
    children.set(`${node.parent}\n${keyOf(node)}`, index)
    const called = functionOf(node)
    const caller = frameAbove(profile.nodes, node)
    if (called === null || caller === null) return
    const known = callees.get(keyOf(caller)) ?? new Map<string, CalledFunction>()
    callees.set(keyOf(caller), known.set(called.key, called))
  })

  let unnamed = 0
  const moves: { readonly from: number; readonly path: readonly CalledFunction[]; readonly tick: LineTick }[] = []
  nodes.forEach((node, index) => {
    const own = functionOf(node)
    if (own === null || node.lineTicks === null) return
    const outside = node.lineTicks.filter(({ line }) => line < own.startLine || own.endLine < line)
    if (outside.length === 0) return
    node.lineTicks = node.lineTicks.filter((tick) => !outside.includes(tick))
    for (const tick of outside) {
      const path = pathTo(own, tick.line) ?? inScript(node.url, tick.line)
      if (path === null) unnamed += tick.hitCount
      else moves.push({ from: index, path, tick })
    }
  })
  for (const { from, path, tick } of moves) {
    const node = nodes[from]
    if (node !== undefined) node.hitCount -= tick.hitCount
    book(from, path, tick)
  }
  return { profile: { ...profile, nodes }, unnamed }

  function functionOf(node: CallTreeNode): CalledFunction | null {
    const key = keyOf(node)
    const known = functions.get(key)
    if (known !== undefined) return known
    const lines = node.url === '' || node.column === undefined || node.line < 0 ? null : linesOf(node.url, node.line, node.column)
    const found = lines === null ? null : { key, node, ...lines }
    functions.set(key, found)
    if (found !== null) byScript.set(node.url, [...byScript.get(node.url) ?? [], found])
    return found
  }

  /** The callees from the caller's own down to the smallest that holds the line, the nearest first. */
  function pathTo(from: CalledFunction, line: number): readonly CalledFunction[] | null {
    let level: readonly (readonly CalledFunction[])[] = [[from]]
    const seen = new Set([from.key])
    for (let depth = 0; depth < deepest; depth++) {
      const next = level.flatMap((path) => [...callees.get(path.at(-1)?.key ?? '')?.values() ?? []].filter(({ key }) => !seen.has(key)).map((called) => [...path, called]))
      const holding = next.filter((path) => holds(path.at(-1), line)).toSorted((a, b) => sizeOf(a.at(-1)) - sizeOf(b.at(-1)))
      if (holding[0] !== undefined) return holding[0].slice(1)
      for (const path of next) seen.add(path.at(-1)?.key ?? '')
      level = next
    }
    return null
  }

  /** A function of the caller's own script that was seen anywhere: small helpers are inlined before they are seen to be called. */
  function inScript(url: string, line: number): readonly CalledFunction[] | null {
    const [found] = (byScript.get(url) ?? []).filter((each) => holds(each, line)).toSorted((a, b) => sizeOf(a) - sizeOf(b))
    return found === undefined ? null : [found]
  }

  function book(caller: number, path: readonly CalledFunction[], tick: LineTick): void {
    let parent = caller
    for (const { key, node } of path) {
      const place = `${parent}\n${key}`
      let index = children.get(place)
      if (index === undefined) {
        index = nodes.push({ ...node, parent, hitCount: 0, lineTicks: [] }) - 1
        children.set(place, index)
      }
      parent = index
    }
    const last = nodes[parent]
    if (last === undefined) return
    last.hitCount += tick.hitCount
    last.lineTicks = [...last.lineTicks ?? [], tick]
  }
}

function keyOf({ url, line, column, functionName }: CallTreeNode): string {
  return `${url}\n${line}\n${column ?? ''}\n${functionName}`
}

/** The nearest caller that is a function of a script: built-in code between them, `map` for one, is inlined along. */
function frameAbove(nodes: readonly CallTreeNode[], node: CallTreeNode): CallTreeNode | null {
  for (let above = nodes[node.parent]; above !== undefined; above = nodes[above.parent]) if (above.url !== '') return above
  return null
}

function holds(called: CalledFunction | undefined, line: number): boolean {
  return called !== undefined && called.startLine <= line && line <= called.endLine
}

function sizeOf(called: CalledFunction | undefined): number {
  return called === undefined ? Infinity : called.endLine - called.startLine
}
