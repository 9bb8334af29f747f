import { dirname } from 'node:path'
import type { NodeExecutable } from '../engine/node/nodeExecutable.ts'
import { nodePath } from './settings.ts'

/**
 * The Node for a file's package, asked for once: starting one to learn its version takes longer than the rest of a
 * click. A Node that was not good enough is looked for again, as the user will have mended that.
 */
export class NodeFinder {
  readonly #found = new Map<string, Promise<NodeExecutable>>()

  /** @throws HeatlineError that says which Node was found where, and what is needed */
  async find(file: string): Promise<NodeExecutable> {
    const cwd = dirname(file)
    const key = JSON.stringify([nodePath(), cwd, process.env['PATH']])
    const known = this.#found.get(key)
    if (known !== undefined) return await known
    const search = this.#search(cwd)
    this.#found.set(key, search)
    search.catch(() => this.#found.delete(key))
    return await search
  }

  /** Looks again: an executable that was found may be gone. */
  forget(): void {
    this.#found.clear()
  }

  async #search(cwd: string): Promise<NodeExecutable> {
    const { findNode } = await import('../engine/node/findNode.ts')
    return await findNode({ configuredPath: nodePath(), configuredIn: 'the setting heatline.nodePath', env: process.env, editorExecPath: process.execPath, cwd })
  }
}
