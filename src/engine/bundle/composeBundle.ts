import { harnessLineOffset } from '../../core/profile/generatedPosition.ts'
import { bundlePrelude, classNames, withPreludeInterop } from './bundlePrelude.ts'
import { buildConstants, defineBuildConstants } from './buildConstants.ts'
import type { ModuleFormat } from './moduleFormat.ts'

/** A bundle's text, and the 0-based line on which esbuild's output begins in it. */
export interface ComposedBundle {
  readonly text: string
  readonly firstLine: number
  /** Names that were given a value, as no build did. */
  readonly constants: readonly string[]
}

/** With `lineLimit: 1` esbuild breaks strings over lines, and a broken directive is none. Its newlines go behind it. */
const brokenDirective = new RegExp(`"\\\\\n${'use strict'.split('').join('\\\\\n')}"`, 'g')

/**
 * Puts newlines (`harnessLineOffset` says why) and the prelude before esbuild's output. We do, not esbuild's `banner`:
 * it would have to carry 200,000 empty lines into its source map.
 *
 * @param offset Lines of nothing before the prelude.
 * @param isStrict The entry is an ES module, whose code is strict; esbuild does not say so when it makes CommonJS of it.
 */
export function composeBundle(output: string, format: ModuleFormat, entryFile: string, isStrict: boolean, offset: number = harnessLineOffset): ComposedBundle {
  const mended = output.replace(brokenDirective, (broken) => `"use strict"${broken.replace(/[^\n]/g, '')}`)
  const constants = buildConstants(mended)
  const prelude = `${defineBuildConstants(constants)}${bundlePrelude(format, entryFile)}`
  const directive = isStrict || /^(?:#!.*\n)?"use strict";/.test(mended) ? '"use strict";' : ''
  // A hashbang is no syntax anywhere but at the very start.
  const body = withPreludeInterop(mended.replace(/^#!/, '//'))
  return {
    text: `${directive}${'\n'.repeat(offset)}${prelude}\n${body}${classNames(body)}`,
    firstLine: offset + prelude.split('\n').length,
    constants,
  }
}
