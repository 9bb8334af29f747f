import path from 'node:path'
import { HeatlineError } from '../../core/heatlineError.ts'
import type { ProfileRequest } from '../profileFunction.ts'
import type { PatchedFile } from './readPatch.ts'

/** What a request has without a patch, whether or not the disk has it. @throws HeatlineError when the function's file came with it */
export function withoutPatch(request: ProfileRequest, files: readonly PatchedFile[]): ProfileRequest {
  const own = files.find(({ file }) => file === request.file)
  if (own?.before === null) throw new HeatlineError(`${path.basename(own.file)} is new with the patch: there is nothing to compare \`${request.functionName}\` with`)
  const others = files.filter((each) => each !== own)
  return {
    ...request,
    text: own?.before ?? request.text,
    overlays: new Map([...request.overlays, ...others.flatMap(({ file, before }) => (before === null ? [] : [[file, before] as const]))]),
    hidden: new Set(others.flatMap(({ file, before }) => (before === null ? [file] : []))),
  }
}
