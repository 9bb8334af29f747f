/** V8 threw optimised code away. */
export interface LoggedDeopt {
  readonly event: 'deopt'
  /** V8's word: `eager` where the code itself found out, `lazy` when it is returned to, `dependency-change` where something that it rested on changed. */
  readonly kind: string
  /** V8's words. */
  readonly reason: string
  /** Where it happened, and where the function around that was inlined, the innermost first. */
  readonly positions: readonly LoggedPosition[]
}

/** An access to a property that V8 could not answer from what it knew of the shapes there. */
export interface LoggedAccess {
  readonly event: 'access'
  /** V8's word: `LoadIC`, `KeyedStoreIC`. */
  readonly type: string
  /** 0-based; the log does not say of which script. */
  readonly line: number
  readonly column: number
  /** More shapes were seen than V8 tells apart. */
  readonly isMegamorphic: boolean
  /** V8's address of the shape that was met. */
  readonly shape: string
  readonly key: string
}

/** A place in a script as V8 names it: a path, or a URL. */
export interface LoggedPosition {
  readonly script: string
  /** 0-based. */
  readonly line: number
  readonly column: number
}

/**
 * One line of the log that V8 writes with `--log-deopt --log-ic`; null for lines that tell of something else. V8 22 to 26 write
 * `code-deopt,time,size,start,inlining id,offset,kind,<script:line:column> inlined at <...>,reason` and
 * `LoadIC,pc,time,line,column,old state,new state,map,key,modifier,slow reason`, positions 1-based (`V8FileLogger::ProcessDeoptEvent` and
 * `ICEvent` in V8's `src/logging/log.cc`; V8's `tools/system-analyzer/processor.mjs` and Microsoft's deoptexplorer read the same).
 */
export function parseLogLine(line: string): LoggedDeopt | LoggedAccess | null {
  if (line.startsWith('code-deopt,')) {
    const [, , , , , , kind = '', positions = '', reason = ''] = line.split(',')
    return { event: 'deopt', kind: kind.replace(/^deopt-/u, ''), reason: unescaped(reason), positions: positionsOf(unescaped(positions)) }
  }
  const type = /^\w+IC(?=,)/u.exec(line)?.[0]
  if (type === undefined) return null
  const [, , , lineNumber, column, , state = '', shape = '', key = ''] = line.split(',')
  return { event: 'access', type, line: Number(lineNumber) - 1, column: Number(column) - 1, isMegamorphic: state === 'N' || state === 'G', shape, key: unescaped(key) }
}

function positionsOf(text: string): readonly LoggedPosition[] {
  return Array.from(text.matchAll(/<(.*?):(\d+):(\d+)>(?= inlined at |$)/gu), ([, script = '', line, column]) => ({ script, line: Number(line) - 1, column: Number(column) - 1 }))
}

/** V8 escapes what would end a field or a line (`LogFile::MessageBuilder::AppendCharacter`). */
function unescaped(text: string): string {
  return text.replace(/\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|n|\\)/gu, (escape, byte: string | undefined, unit: string | undefined) => {
    const code = byte ?? unit
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16))
    return escape === '\\n' ? '\n' : '\\'
  })
}
