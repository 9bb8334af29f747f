import type { FunctionFinder, FunctionRef, LineOwner } from './functionFinder.ts'
import type { PositionReader, ScriptPosition } from './scripts.ts'
import type { CallTreeNode, StackProfile } from './stackProfile.ts'

/** A source line. One object per line, so that references compare. */
export interface LineRef {
  readonly file: string
  /** 0-based. */
  readonly line: number
}

/** Samples that ended in one place. */
export interface PlacedTick {
  readonly hitCount: number
  readonly position: ScriptPosition
  /** Null where no line is known. */
  readonly line: LineRef | null
  /** Null for what is no JavaScript function. */
  readonly owner: LineOwner | null
}

/** A call tree node in source positions. */
export interface PlacedNode {
  readonly parent: number
  readonly name: string
  /** It or a caller of it is code of the user's or of a package. */
  readonly inRun: boolean
  /** It or a caller of it is Heatline's own. */
  readonly inHarness: boolean
  /** It is the harness's call of the target, or what made that call. */
  readonly callsTarget: boolean
  /** V8 books it under the bundle, where it may have inlined other scripts. */
  readonly inBundle: boolean
  /** The node is a frame of a function, not native code that belongs to its caller. */
  readonly isFrame: boolean
  /** Where it made its call; null where the recorder knows no call sites. */
  readonly callLine: LineRef | null
  /** The generated line of its call, which holds about one call expression; null where the recorder knows no call sites. */
  readonly callSite: string | null
  readonly owner: LineOwner | null
  readonly ticks: readonly PlacedTick[]
}

/** Keeps one `LineRef` for each line. */
export class LineTable {
  readonly #refs = new Map<string, LineRef>()

  at(file: string, line: number): LineRef {
    const key = `${file}\n${line}`
    let ref = this.#refs.get(key)
    if (ref === undefined) this.#refs.set(key, ref = { file, line })
    return ref
  }
}

/** Places every node and tick of a profile. */
export function placeProfile(profile: StackProfile, scripts: PositionReader, finder: FunctionFinder, lines: LineTable): readonly PlacedNode[] {
  const knowsCallSites = profile.lineMeans === 'tickOrCall'
  const callers = callersOfTarget(profile, scripts)
  const placed: PlacedNode[] = []
  for (const node of profile.nodes) {
    const position = readAt(node, node.line, node.column)
    const parent = placed[node.parent]
    const isUsers = position.kind === 'source' || position.kind === 'outside' || position.kind === 'unmapped'
    const lineRef = position.kind === 'source' ? lines.at(position.file, position.line) : null
    const owner = knowsCallSites ? ownerAt(position, node) : ownerOfStart(position, node)
    placed.push({
      parent: node.parent,
      name: node.functionName,
      inRun: isUsers || parent?.inRun === true,
      inHarness: position.kind === 'harness' || parent?.inHarness === true,
      callsTarget: position.kind === 'harness' && callers.has(frameKey(node)),
      inBundle: scripts.isBundle(node.url),
      // What Node runs the harness or a continuation from is no caller of the user's.
      isFrame: isUsers || (position.kind === 'internal' && parent?.inRun === true),
      callLine: knowsCallSites ? lineRef : null,
      callSite: knowsCallSites ? `${node.url}:${node.line}` : null,
      owner,
      ticks: ticksOf(node).map(({ line, hitCount }) => {
        const at = readAt(node, line)
        return { hitCount, position: at, line: at.kind === 'source' ? lines.at(at.file, at.line) : null, owner: ownerAt(at, node) }
      }),
    })
  }
  return placed

  /** The bundler's own functions (`__name`, `__decorateClass`) are part of the line that called them, as native code is. */
  function readAt({ url, functionName }: CallTreeNode, line: number, column?: number): ScriptPosition {
    const position = scripts.read(url, functionName, line, column)
    return position.kind === 'unmapped' && functionName.startsWith('__') ? { kind: 'native' } : position
  }

  function ownerAt(position: ScriptPosition, node: CallTreeNode): LineOwner | null {
    if (position.kind === 'source') return finder.ownerOf(position.file, position.line, node.functionName)
    return position.kind === 'internal' ? internal(position, node) : null
  }

  function ownerOfStart(position: ScriptPosition, node: CallTreeNode): LineOwner | null {
    if (position.kind === 'source') return { kind: 'one', function: finder.startingAt(position.file, position.line, node.functionName) }
    return position.kind === 'internal' ? internal(position, node) : null
  }

  function internal(position: Extract<ScriptPosition, { readonly kind: 'internal' }>, node: CallTreeNode): LineOwner {
    return { kind: 'one', function: finder.named(position.script, node.functionName === '' ? '(anonymous)' : node.functionName, position.line) }
  }
}

/** The frames of the harness in the bundle, and those directly above them. */
function callersOfTarget(profile: StackProfile, scripts: PositionReader): ReadonlySet<string> {
  const callers = new Set<string>()
  for (const node of profile.nodes) {
    if (!scripts.isBundle(node.url) || scripts.read(node.url, node.functionName, node.line).kind !== 'harness') continue
    callers.add(frameKey(node))
    const caller = profile.nodes[node.parent]
    if (caller !== undefined) callers.add(frameKey(caller))
  }
  return callers
}

function frameKey({ url, functionName, line }: CallTreeNode): string {
  return `${url}\n${functionName}\n${line}`
}

function ticksOf(node: CallTreeNode): readonly { readonly line: number; readonly hitCount: number }[] {
  if (node.hitCount === 0) return []
  const known = node.lineTicks ?? []
  const missing = node.hitCount - known.reduce((sum, tick) => sum + tick.hitCount, 0)
  // V8 has no line for some ticks; for pprof's nodes the node's line is the tick's.
  return missing > 0 ? [...known, { line: node.lineTicks === null ? node.line : -1, hitCount: missing }] : known
}

/** The function of an owner where V8's names can be trusted, or where nothing better is known. */
export function trusted(owner: LineOwner): FunctionRef {
  return owner.kind === 'one' ? owner.function : owner.best
}
