import { HeatlineError } from '../../core/heatlineError.ts'

/** SQLite's result codes: https://sqlite.org/rescode.html */
const codes = { error: 1, permission: 3, busy: 5, locked: 6, readOnly: 8, inputOutput: 10, corrupt: 11, full: 13, cannotOpen: 14, protocol: 15, notADatabase: 26 } as const

/** The file is not what a store of Heatline's is. */
export class DamagedStore extends Error {}

/**
 * What a JSON text of the store says.
 * @throws DamagedStore where it is none: its bytes were changed
 */
export function parseStored(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new DamagedStore('a text in it is broken')
  }
}

/** Rows that point to none that is there, or are there twice: foreign key, primary key, row id, unique. No write of ours leaves any. */
const brokenRows: readonly unknown[] = [787, 1555, 2579, 2067]

/** What SQLite says, with a code that tells nothing, of a head whose bytes were changed. */
const lackingTables = /^(?:no such (?:table|column)|table \w+ already exists|unsupported file format)/

/** Whether an error of a store of this program's version says that the file itself is broken: whoever tries again meets the same. */
export function isDamage(error: unknown): boolean {
  const code = resultCode(error)
  if (error instanceof DamagedStore || code === codes.corrupt || code === codes.notADatabase) return true
  return error instanceof Error && 'errcode' in error && (brokenRows.includes(error.errcode) || (code === codes.error && lackingTables.test(error.message)))
}

/** Whether an error says that nothing can be written where the store is. */
export function isReadOnly(error: unknown): boolean {
  const code = resultCode(error)
  return code === codes.readOnly || code === codes.cannotOpen || code === codes.permission
}

/** What an error of the store means for people; an error that is none of the store's comes back as it is. */
export function explainStoreError(path: string, error: unknown): unknown {
  const reason = error instanceof Error ? error.message : String(error)
  switch (resultCode(error)) {
    case null: return isFileError(error) ? new HeatlineError(`Heatline's history cannot be kept at ${path}: ${reason}. Nothing that was stored is lost. Make that place writable, or set XDG_DATA_HOME to one that is.`) : error
    case codes.busy:
    case codes.locked:
    case codes.protocol: return new HeatlineError(`Heatline's history at ${path} is held by another window or terminal for more than ${busyMs / 1000} s (${reason}). Nothing that was stored is lost. Try again.`)
    case codes.permission:
    case codes.readOnly:
    case codes.cannotOpen: return new HeatlineError(`Heatline's history at ${path} is read-only (${reason}): what was stored stays, but nothing is added. Make the file and its folder writable, or set XDG_DATA_HOME to a folder that is.`)
    case codes.full:
    case codes.inputOutput: return new HeatlineError(`Heatline's history cannot be written to ${path}: ${reason}. What was stored before is kept. Make room on that disk, or set XDG_DATA_HOME to a folder on another one.`)
    case codes.corrupt:
    case codes.notADatabase: return new HeatlineError(`Heatline's history at ${path} is damaged (${reason}), and could not be set aside. Close other windows and terminals that use Heatline, then move the file away.`)
    default: return error
  }
}

/** How long who writes waits for others, in milliseconds. A write takes some. */
export const busyMs = 10_000

/** SQLite's primary result code; null where it is no error of SQLite's. */
function resultCode(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : null
}

/** An error of the file system: `EACCES`, `ENOSPC`. */
function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}
