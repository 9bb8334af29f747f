/** What a parent tells its guardian. */
export type GuardianMessage =
  | { readonly kind: 'started'; readonly marker: string; readonly pid: number }
  | { readonly kind: 'ended'; readonly marker: string }

/** A line as a message, or null where it is none (the last line of a parent that died while writing). */
export function parseGuardianMessage(line: string): GuardianMessage | null {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('marker' in value) || typeof value.marker !== 'string') return null
  const { marker } = value
  if (value.kind === 'ended') return { kind: 'ended', marker }
  if (value.kind === 'started' && 'pid' in value && typeof value.pid === 'number' && value.pid > 1) return { kind: 'started', marker, pid: value.pid }
  return null
}
