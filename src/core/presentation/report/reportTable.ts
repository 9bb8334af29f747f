/** A table of texts; the first column names what the others tell of. */
export interface ReportTable {
  readonly title: string
  readonly columns: readonly string[]
  /** As many cells as there are columns. */
  readonly rows: readonly (readonly string[])[]
}
