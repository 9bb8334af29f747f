const units = [
  { name: 'B', size: 1 },
  { name: 'kB', size: 1e3 },
  { name: 'MB', size: 1e6 },
  { name: 'GB', size: 1e9 },
] as const

/** Bytes for people: `0 B`, `96 B`, `1.54 kB`, `12.3 MB`. Three significant digits. */
export function formatBytes(bytes: number): string {
  if (bytes < 0) return `−${formatBytes(-bytes)}`
  for (const { name, size } of units) {
    const value = bytes / size
    const text = name === 'B' ? String(Math.round(value)) : value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0)
    // 999.6 B rounds to 1000 and belongs to the next unit.
    if (Number(text) < 1000 || name === 'GB') return `${text} ${name}`
  }
  return `${bytes} B`
}
