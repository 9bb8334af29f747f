/** What a parent tells its guardian. */
export type GuardianMessage =
  /** A pass's process runs: to be killed with all that carries the marker. */
  | { readonly kind: 'started'; readonly marker: string; readonly pid: number }
  | { readonly kind: 'ended'; readonly marker: string }
  /** A temporary folder: to be removed. */
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'folderRemoved'; readonly path: string }

/** A line as a message, or null where it is none (the last line of a parent that died while writing). */
export function parseGuardianMessage(line: string): GuardianMessage | null {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null) return null
  const { kind, marker, pid, path }: { kind?: unknown; marker?: unknown; pid?: unknown; path?: unknown } = value
  if (kind === 'ended' && typeof marker === 'string') return { kind, marker }
  if (kind === 'started' && typeof marker === 'string' && typeof pid === 'number' && pid > 1) return { kind, marker, pid }
  if ((kind === 'folder' || kind === 'folderRemoved') && typeof path === 'string') return { kind, path }
  return null
}
