import { existsSync, renameSync } from 'node:fs'

/**
 * Moves a broken store and its companions out of the way, and deletes nothing: somebody may mend it.
 * @returns a sentence for people
 */
export function setAside(path: string, damage: unknown): string {
  const kept = unusedName(path)
  // The store goes last: under its path nothing new is begun while a companion of the old one lies beside it.
  for (const suffix of ['-shm', '-wal', '']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, kept + suffix)
  }
  return `Heatline's history of this workspace could not be read (${damage instanceof Error ? damage.message : String(damage)}). It is kept as ${kept}, and a new one was begun.`
}

function unusedName(path: string): string {
  const stem = `${path.replace(/\.sqlite$/, '')}.broken-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}`
  let name = `${stem}.sqlite`
  for (let count = 2; existsSync(name) || existsSync(`${name}-wal`); count++) name = `${stem}-${count}.sqlite`
  return name
}
