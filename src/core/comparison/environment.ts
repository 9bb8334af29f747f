/** What a figure depends on besides the code. */
export interface Environment {
  /** Without the `v`: `24.21.0`. */
  readonly nodeVersion: string
  readonly nodePath: string
  readonly v8Version: string
  readonly platform: string
  readonly arch: string
  readonly cpuModel: string
  readonly cpuCount: number
  /** The flags that the child process was given. */
  readonly flags: readonly string[]
}
