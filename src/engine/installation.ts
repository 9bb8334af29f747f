/** Where the built parts of Heatline lie: the extension and the command line find them beside their own bundle. */
export interface Installation {
  /** Absolute path of `dist/`: holds `runner.cjs`, `guardian.cjs` and `native/`. */
  readonly directory: string
  /** Heatline's own version. */
  readonly version: string
}
