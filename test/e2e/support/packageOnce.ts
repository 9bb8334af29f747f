import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { cacheRoot } from '../../../scripts/cache.mjs'
import { packageExtension } from '../../../scripts/package.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** Absolute path of the packaged extension. */
    readonly vsix: string
    /** Absolute path of the same, unpacked. */
    readonly extensionFolder: string
  }
}

/** Vitest's global set-up: what is tested is the package that ships, built once. */
export async function setup(project: TestProject): Promise<void> {
  console.log('Packaging Heatline ...')
  const { vsix, folder } = await packageExtension({ out: path.join(cacheRoot, 'package', 'heatline.vsix') })
  project.provide('vsix', vsix)
  project.provide('extensionFolder', folder)
}
