import type { GeneratedPosition } from '../../core/profile/generatedPosition.ts'
import { toOneBased, toZeroBased } from '../../core/position.ts'

/** A place in the user's sources. */
export interface SourcePosition {
  readonly file: string
  /** 0-based. */
  readonly line: number
}

/** A stack trace in the user's own lines. */
export interface MappedStack {
  /** The trace with every frame of the bundle named by its source; frames of Heatline's own are gone. */
  readonly text: string
  /** The innermost frame in the user's sources, or null. */
  readonly top: SourcePosition | null
}

const frame = /^(\s*at .*?\(?)((?:file:\/\/)?[^\s()]+):(\d+):(\d+)(\)?)\s*$/u

/**
 * Maps a V8 stack trace.
 * @param stack as V8 prints it: 1-based lines
 * @param bundleName the bundle's file name: what its frames end in
 * @param hidden text in the URL of frames that are not shown (the runner's own)
 */
export function mapStack(stack: string, bundleName: string, hidden: string, positionOf: (line: number) => GeneratedPosition): MappedStack {
  let top: SourcePosition | null = null
  const lines: string[] = []
  for (const text of stack.split('\n')) {
    const [, before = '', url = '', line = '', , after = ''] = frame.exec(text) ?? []
    if (url.includes(hidden) || text.includes('node:internal/')) continue
    if (!url.endsWith(bundleName)) {
      lines.push(text)
      continue
    }
    const position = positionOf(toZeroBased(Number(line)))
    if (position.kind !== 'source') continue
    top ??= { file: position.file, line: position.line }
    lines.push(`${before}${position.file}:${toOneBased(position.line)}${after}`)
  }
  return { text: lines.join('\n'), top }
}
