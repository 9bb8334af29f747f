import { randomUUID } from 'node:crypto'

/**
 * The environment variable that every process of a pass inherits. What left the process group (a detached
 * grandchild) is still found by it.
 */
export const runMarkerVariable = 'HEATLINE_RUN'

/** Names this parent: all passes that it starts carry it, so the guardian finds them even before it was told of them. */
export const parentToken: string = randomUUID()

let passes = 0

/** A name for the next pass of this process: `<parent token>.<count>.`; the last dot keeps pass 1 apart from pass 10. */
export function nextRunMarker(): string {
  passes += 1
  return `${parentToken}.${passes}.`
}
