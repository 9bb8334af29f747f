/** The Node that runs the user's code. */
export interface NodeExecutable {
  readonly path: string
  /** Without the `v`: `24.21.0`. */
  readonly version: string
  /** `process.versions.modules`: which addon binary loads. */
  readonly abi: string
  /** Where it was found, for people: `the setting heatline.nodePath`, `the PATH`, `VS Code itself`. */
  readonly foundIn: string
  /** Set in the child's environment: `ELECTRON_RUN_AS_NODE` for VS Code's own. */
  readonly env: Readonly<Record<string, string>>
}
