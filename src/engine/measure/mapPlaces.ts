import { pathToFileURL } from 'node:url'
import type { SourcePlace } from '../../core/profile/generatedPosition.ts'
import { toOneBased, toZeroBased } from '../../core/position.ts'

/**
 * Names the user's sources in a text that the profiled code printed, an error's stack for one, where it names the bundle:
 * `/tmp/…/bundle.mjs:200011:9` says nothing to anybody.
 * @param placeOf of a 0-based line and column of the bundle
 */
export function mapPlaces(text: string, bundlePath: string, placeOf: (line: number, column: number) => SourcePlace | null): string {
  const url = pathToFileURL(bundlePath).href
  return [url, bundlePath].reduce((mapped, name) => (mapped.includes(name) ? mapped.split(name).reduce((before, after) => before + mapBehind(name, after, placeOf)) : mapped), text)
}

/** A name of the bundle and what follows it: `:200011:9)`. */
function mapBehind(name: string, after: string, placeOf: (line: number, column: number) => SourcePlace | null): string {
  const [position = '', line, column] = /^:(\d+)(?::(\d+))?/.exec(after) ?? []
  const place = line === undefined ? null : placeOf(toZeroBased(Number(line)), column === undefined ? 0 : toZeroBased(Number(column)))
  if (place === null) return name + after
  const shown = column === undefined ? '' : `:${toOneBased(place.column)}`
  return `${place.file}:${toOneBased(place.line)}${shown}${after.slice(position.length)}`
}
