import { randomUUID } from 'node:crypto'
import { gitComplaint, runGit } from './git.ts'
import type { Repository } from './repository.ts'

/** A file's content in a commit. */
export interface Blob {
  readonly blob: string
  /** Relative to the repository, with `/`. */
  readonly path: string
}

/** Texts by path, without a byte order mark; or why they cannot be read. */
export type ReadBlobs = { readonly kind: 'read'; readonly texts: ReadonlyMap<string, string> } | { readonly kind: 'failed'; readonly reason: string }

/** Bytes that are read in all: more than people write. The largest files, which machines wrote, are left out beyond it. */
const mostBytes = 200_000_000

/**
 * Reads files of a commit as a checkout would write them: with the line endings and the encoding that the repository and this machine ask for.
 * Where they are too much, the largest are not among the texts.
 * @param commit for the message where a partial clone has not all of them
 */
export async function readBlobs(repository: Repository, blobs: readonly Blob[], commit: string): Promise<ReadBlobs> {
  const texts = new Map<string, string>()
  const taken = await smallest(repository, blobs)
  const inOneLine = taken.filter(({ path }) => !path.includes('\n'))
  if (inOneLine.length > 0) {
    const mark = `heatline ${randomUUID()}`
    const answer = await runGit(repository.folder, ['cat-file', `--batch=${mark}`, '--filters'], inOneLine.map(({ blob, path }) => `${blob} ${path}\n`).join(''))
    if (answer.kind === 'failed') return answer
    const read = answer.code === 0 ? readBatch(answer.stdout, mark, inOneLine) : null
    if (read === null) return { kind: 'failed', reason: unreadable(commit, answer.stderr) }
    for (const [path, text] of read) texts.set(path, text)
  }
  for (const { blob, path } of taken) {
    if (!path.includes('\n')) continue
    const answer = await runGit(repository.folder, ['cat-file', '--filters', `--path=${path}`, blob])
    if (answer.kind === 'failed') return answer
    if (answer.code !== 0) return { kind: 'failed', reason: unreadable(commit, answer.stderr) }
    texts.set(path, textOf(answer.stdout))
  }
  return { kind: 'read', texts }
}

async function smallest({ folder }: Repository, blobs: readonly Blob[]): Promise<readonly Blob[]> {
  // A handful is no matter.
  if (blobs.length < 20) return blobs
  const answer = await runGit(folder, ['cat-file', '--batch-check=%(objectsize)'], blobs.map(({ blob }) => `${blob}\n`).join(''))
  if (answer.kind === 'failed' || answer.code !== 0) return blobs
  const sizes = answer.stdout.toString('utf8').split('\n').map((line) => (/^\d+$/.test(line) ? Number(line) : 0))
  let total = 0
  return blobs.map((each, index) => ({ each, size: sizes[index] ?? 0 })).toSorted((a, b) => a.size - b.size).filter(({ size }) => {
    total += size
    return total <= mostBytes
  }).map(({ each }) => each)
}

/**
 * A line with the mark, the content, a line break, in the order of the questions: the size that git could tell is that of the content before the
 * filters. Null where one has no content.
 */
function readBatch(output: Buffer, mark: string, blobs: readonly Blob[]): ReadonlyMap<string, string> | null {
  const texts = new Map<string, string>()
  const line = Buffer.from(`${mark}\n`)
  if (!output.subarray(0, line.length).equals(line)) return null
  let start = line.length
  for (const [index, { path }] of blobs.entries()) {
    const next = index === blobs.length - 1 ? output.length : output.indexOf(line, start)
    if (next === -1) return null
    texts.set(path, textOf(output.subarray(start, next - 1)))
    start = next + line.length
  }
  return texts
}

function textOf(content: Buffer): string {
  return content.toString('utf8').replace(/^\uFEFF/, '')
}

function unreadable(commit: string, stderr: string): string {
  const short = commit.slice(0, 7)
  if (stderr === '' || /promisor|lazy fetching|not allowed/.test(stderr)) {
    return `Not all files of ${short} are here, as in a partial clone. \`git diff --stat ${short}\` fetches those that are needed; then try again.`
  }
  return `git does not read the files of ${short}: ${gitComplaint(stderr)}.`
}
