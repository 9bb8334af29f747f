import path from 'node:path'
import type { Message } from 'esbuild'
import { HeatlineError } from '../../core/heatlineError.ts'
import { toOneBased, toZeroBased } from '../../core/position.ts'
import { missingSpecifier } from './buildPlan.ts'

/** What is needed to name places in the user's words. */
export interface ErrorPlaces {
  /** The folder that esbuild's file names are relative to. */
  readonly directory: string
  /** An absolute path for people. */
  readonly display: (file: string) => string
  readonly entryFile: string
  /** 0-based line of the entry on which Heatline's own code begins. */
  readonly harnessLine: number
}

/** The first of esbuild's errors in words: `file:line:column`, what is wrong, what to do. */
export function bundleError(errors: readonly Message[], places: ErrorPlaces): HeatlineError {
  const [error] = errors
  if (!error) return new HeatlineError('The file could not be bundled.')
  const more = errors.length > 1 ? ` (${errors.length - 1} more after this one.)` : ''
  return new HeatlineError(`${describe(error, places)}${more}`)
}

function describe(error: Message, places: ErrorPlaces): string {
  const { location, text } = error
  if (!location) return `${text}. Correct it, then profile again.`
  const file = path.resolve(places.directory, location.file)
  const name = places.display(file)
  // esbuild counts lines from 1 and columns in bytes from 0.
  if (file === places.entryFile && toZeroBased(location.line) >= places.harnessLine) {
    return `${name}: what Heatline adds behind the file does not compile: ${text}. Check the call expression, and that the file's last block and comment are closed.`
  }
  const column = Buffer.from(location.lineText).subarray(0, location.column).toString().length
  const place = `${name}:${location.line}:${toOneBased(column)}`
  const specifier = missingSpecifier(error)
  if (specifier === null) return `${place}: ${text}. Correct it, then profile again.`
  const remedy = /^\.{0,2}\//.test(specifier) ? 'Create that file or correct the import' : `Install the package or correct the import`
  return `${place}: ${name} imports ${JSON.stringify(specifier)}, which was not found. ${remedy}, then profile again.`
}
