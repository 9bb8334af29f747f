import { hashText } from '../../core/source/bodyHash.ts'
import { rewriteText } from '../../core/source/rewriteText.ts'
import type { GeneratedInputs } from '../../core/workloads/generatedInputs.ts'
import { keptFilePath, readKeptFile, writeKeptFile } from '../userData/keptFiles.ts'
import { functionId } from '../workloads/workloadRequest.ts'
import type { WorkloadRequest } from '../workloads/workloadRequest.ts'

const folderName = 'inputs'

/** Raised when inputs are made or chosen in another way. */
const formatVersion = 1

/** All of them together; the ones used longest ago go first. */
const mostBytes = 50_000_000

/**
 * Where the inputs of a function lie. An edit of a body leaves them as they are, so that the function before and after it is called
 * with the same ones; an edit of what the module declares does not.
 * @param text of the function's module
 */
export function inputsPath(request: Pick<WorkloadRequest, 'root' | 'file' | 'fn' | 'functions'>, text: string): string {
  const bodies = request.functions.map(({ bodyRange }) => ({ start: bodyRange.start, end: bodyRange.end, text: '' }))
  const declared = rewriteText(text, { start: 0, end: text.length }, bodies)
  return keptFilePath(folderName, [formatVersion, request.root, functionId(request), hashText(declared)])
}

/** Null where there are none that can be read. */
export async function readStoredInputs(path: string): Promise<GeneratedInputs | null> {
  const content = await readKeptFile(path)
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written below, under a name that holds its version
    return content === null ? null : JSON.parse(content.toString()) as GeneratedInputs
  } catch {
    return null
  }
}

export async function storeInputs(path: string, inputs: GeneratedInputs): Promise<void> {
  try {
    await writeKeptFile(path, JSON.stringify(inputs), mostBytes)
  } catch {
    // A folder that cannot be written to, a full disk: they are made again the next time.
  }
}
