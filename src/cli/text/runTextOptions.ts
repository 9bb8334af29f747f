import type { TerminalStyle } from './terminalStyle.ts'

/** What a run is drawn with. */
export interface RunTextOptions {
  readonly style: TerminalStyle
  /** Cells of the terminal, null for as many as it takes. */
  readonly width: number | null
  /** The lines of a file as it was measured, by its name in the run; null where it cannot be read. */
  readonly linesOf: (file: string) => readonly string[] | null
  /** What a file of the run is called here: terminals make links of paths from where they stand. */
  readonly nameOf: (file: string) => string
}
