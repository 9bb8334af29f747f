import { execFile } from 'node:child_process'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'

const run = promisify(execFile)

/** Nothing of this machine's settings, and an author. */
const env = {
  PATH: process.env['PATH'], HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', LC_ALL: 'C',
  GIT_AUTHOR_NAME: 'Someone', GIT_AUTHOR_EMAIL: 'someone@example.com', GIT_COMMITTER_NAME: 'Someone', GIT_COMMITTER_EMAIL: 'someone@example.com',
}

/** Runs git as a user would. Returns what it prints. */
export async function git(folder: string, ...parameters: readonly string[]): Promise<string> {
  const { stdout } = await run('git', ['-c', 'protocol.file.allow=always', ...parameters], { cwd: folder, env })
  return stdout.trim()
}

/** A repository in a temporary folder. */
export interface GitProject {
  /** Real path. */
  readonly folder: string
  /** Its first commit, full hash. */
  readonly first: string
  /** Absolute. */
  file(name: string): string
  write(files: Readonly<Record<string, string>>): Promise<void>
  move(from: string, to: string): Promise<void>
  remove(name: string): Promise<void>
  /** Commits all there is; returns the full hash. */
  commit(): Promise<string>
  git(...parameters: readonly string[]): Promise<string>
}

/** Calls `use` with a repository whose branch `main` has one commit of these files. */
export async function inGitProject<Result>(files: Readonly<Record<string, string>>, use: (project: GitProject) => Promise<Result>): Promise<Result> {
  return await inTemporaryFolder(files, async (folder) => {
    const file = (name: string): string => path.join(folder, name)
    const ask = async (...parameters: readonly string[]): Promise<string> => await git(folder, ...parameters)
    const commit = async (): Promise<string> => {
      await ask('add', '--all')
      await ask('commit', '--quiet', '--message', 'Change')
      return await ask('rev-parse', 'HEAD')
    }
    await ask('init', '--quiet', '--initial-branch=main')
    return await use({
      folder,
      first: await commit(),
      file,
      commit,
      git: ask,
      async write(texts) {
        for (const [name, text] of Object.entries(texts)) {
          await mkdir(path.dirname(file(name)), { recursive: true })
          await writeFile(file(name), text)
        }
      },
      async move(from, to) {
        await mkdir(path.dirname(file(to)), { recursive: true })
        await rename(file(from), file(to))
      },
      async remove(name) {
        await rm(file(name), { recursive: true })
      },
    })
  })
}
