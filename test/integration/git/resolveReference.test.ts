import { mkdir, readFile, readdir, symlink, utimes } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { gitState } from '../../../src/engine/git/gitState.ts'
import { resolveReference } from '../../../src/engine/git/resolveReference.ts'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { git, inGitProject } from './gitProject.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

async function expectNone(root: string, reason: RegExp): Promise<void> {
  for (const reference of [null, 'main']) expect(await resolveReference(root, reference)).toEqual({ kind: 'none', reason: expect.stringMatching(reason) })
  expect(await gitState(root)).toBeNull()
}

describe('the reference to compare with', () => {
  it('is HEAD on the default branch, and where another branch left it there', async () => {
    await inGitProject({ 'a.ts': '1' }, async (project) => {
      await project.write({ 'a.ts': '2' })
      expect(await resolveReference(project.folder, null)).toEqual({ kind: 'commit', commit: project.first, label: 'HEAD' })
      await project.git('switch', '--quiet', '--create', 'topic')
      await project.commit()
      await project.git('switch', '--quiet', 'main')
      await project.write({ 'a.ts': '3' })
      const onMain = await project.commit()
      expect(await resolveReference(project.folder, null)).toEqual({ kind: 'commit', commit: onMain, label: 'HEAD' })
      await project.git('switch', '--quiet', 'topic')
      expect(await resolveReference(project.folder, null)).toEqual({ kind: 'commit', commit: project.first, label: 'main' })
      await project.git('switch', '--quiet', '--detach')
      expect(await resolveReference(path.join(project.folder), null)).toEqual({ kind: 'commit', commit: project.first, label: 'main' })
      expect(await gitState(project.folder)).toMatchObject({ branch: null, isDirty: false })
    })
  })

  it('is what origin calls its default branch, whatever its name', async () => {
    await inGitProject({ 'a.ts': '1' }, async (project) => {
      await project.git('branch', '--move', 'trunk')
      // The only one there is.
      expect(await resolveReference(project.folder, null)).toEqual({ kind: 'commit', commit: project.first, label: 'HEAD' })
      await inTemporaryFolder({}, async (folder) => {
        const clone = path.join(folder, 'a clone')
        await git(folder, 'clone', '--quiet', project.folder, clone)
        await git(clone, 'switch', '--quiet', '--create', 'topic')
        expect(await resolveReference(clone, null)).toEqual({ kind: 'commit', commit: project.first, label: 'trunk' })
        // A machine that builds has no branch of its own.
        await git(clone, 'branch', '--quiet', '--delete', '--force', 'trunk')
        expect(await resolveReference(clone, 'trunk')).toEqual({ kind: 'commit', commit: project.first, label: 'trunk' })
        await git(clone, 'remote', 'set-head', 'origin', '--delete')
        expect(await resolveReference(clone, null)).toEqual({ kind: 'none', reason: expect.stringMatching(/^There is no default branch in .*Fetch it with `git fetch origin`, or name a --base\.$/) })
      })
    })
  })

  it.each(['v1', 'main', 'HEAD~1', 'main^{commit}'])('is %s as given', async (reference) => {
    await inGitProject({ 'a.ts': '1' }, async (project) => {
      await project.git('tag', '--annotate', '--message', 'one', 'v1')
      await project.git('switch', '--quiet', '--create', 'topic')
      await project.write({ 'a.ts': '2' })
      await project.commit()
      expect(await resolveReference(project.folder, reference)).toEqual({ kind: 'commit', commit: project.first, label: reference })
    })
  })

  it.each(['nope', '--all', '-h', 'main..HEAD', '', 'HEAD:a.ts'])('says what to do when there is no %j', async (reference) => {
    await inGitProject({ 'a.ts': '1' }, async ({ folder }) => {
      expect(await resolveReference(folder, reference)).toEqual({ kind: 'none', reason: `\`${reference}\` is no branch, tag or commit that is known in ${folder}. Look at \`git branch --all\` and \`git tag\`, or fetch it with \`git fetch\`.` })
    })
  })

  it('says what to do in a shallow clone', async () => {
    await inGitProject({ 'a.ts': '1' }, async (project) => {
      await project.git('switch', '--quiet', '--create', 'topic')
      await project.write({ 'a.ts': '2' })
      const tip = await project.commit()
      await project.git('switch', '--quiet', 'main')
      await project.write({ 'b.ts': '2' })
      await project.commit()
      await inTemporaryFolder({}, async (folder) => {
        await git(folder, 'clone', '--quiet', '--depth=1', '--no-single-branch', '--branch=topic', pathToFileURL(project.folder).href, 'clone')
        const clone = path.join(folder, 'clone')
        expect(await resolveReference(clone, null)).toEqual({ kind: 'none', reason: 'Where this branch left main is not known, for this is a shallow clone. Fetch the rest with `git fetch --unshallow`, or name a --base.' })
        expect(await resolveReference(clone, project.first)).toEqual({ kind: 'none', reason: expect.stringMatching(/This is a shallow clone: fetch the rest with `git fetch --unshallow`/) })
        expect(await resolveReference(clone, 'topic')).toEqual({ kind: 'commit', commit: tip, label: 'topic' })
        await git(clone, 'fetch', '--quiet', '--unshallow')
        expect(await resolveReference(clone, null)).toEqual({ kind: 'commit', commit: project.first, label: 'main' })
        // As a GitHub workflow checks a pull request out: the only branch there is, and none to compare with.
        const checkout = path.join(folder, 'checkout')
        await git(folder, 'init', '--quiet', checkout)
        await git(checkout, 'fetch', '--quiet', '--depth=1', pathToFileURL(project.folder).href, '+refs/heads/topic:refs/remotes/pull/1/merge')
        await git(checkout, 'checkout', '--quiet', '--detach', 'refs/remotes/pull/1/merge')
        expect(await resolveReference(checkout, null)).toEqual({ kind: 'none', reason: expect.stringMatching(/^There is no default branch .*This is a shallow clone: .*`fetch-depth: 0`/) })
      })
    })
  })

  it('says so of histories without a common commit', async () => {
    await inGitProject({ 'a.ts': '1' }, async (project) => {
      await project.git('switch', '--quiet', '--orphan', 'other')
      await project.write({ 'b.ts': '1' })
      await project.commit()
      expect(await resolveReference(project.folder, null)).toEqual({ kind: 'none', reason: 'HEAD and main have no commit in common. Name a --base that is to be compared with.' })
    })
  })

  it('says so where there is no commit, no repository, no working tree, no folder and no git', async () => {
    await inTemporaryFolder({ 'none/a.ts': '' }, async (folder) => {
      const none = path.join(folder, 'none')
      await expectNone(none, /none is not in a git repository, so there is no commit to compare with\. Set a baseline by hand instead\.$/)
      await expectNone(path.join(folder, 'nowhere'), /^The folder .*nowhere is not there\.$/)
      await git(folder, 'init', '--quiet', '--bare', 'bare')
      await expectNone(path.join(folder, 'bare'), /without a working tree/)
      await git(none, 'init', '--quiet')
      await expectNone(none, /^The repository .*none has no commit yet\. Commit once/)
      vi.stubEnv('PATH', path.join(folder, 'nothing here'))
      await expectNone(none, /^There is no `git` on the PATH\. Install git/)
    })
  })
})

describe('the state of a repository', () => {
  it('is dirty when a tracked file differs, staged or not', async () => {
    await inGitProject({ 'a.ts': '1' }, async (project) => {
      expect(await gitState(project.folder)).toEqual({ commit: project.first, isDirty: false, branch: 'main' })
      await project.write({ 'new.ts': '1' })
      expect(await gitState(project.folder)).toMatchObject({ isDirty: false })
      // The code of that one is in no commit.
      expect(await gitState(project.folder, project.file('new.ts'))).toMatchObject({ isDirty: true })
      expect(await gitState(project.folder, project.file('a.ts'))).toMatchObject({ isDirty: false })
      await project.write({ 'a.ts': '2' })
      expect(await gitState(project.folder)).toMatchObject({ isDirty: true })
      await project.git('add', '--all')
      expect(await gitState(project.folder)).toMatchObject({ isDirty: true })
    })
  })

  it('is asked about without a trace, whatever a hook tells git about another repository', async () => {
    await inGitProject({ 'a.ts': '1', 'sub/b.ts': '1' }, async (project) => {
      await symlink(path.join(project.folder, 'sub'), path.join(project.folder, 'link'))
      await mkdir(path.join(project.folder, 'other'))
      await git(path.join(project.folder, 'other'), 'init', '--quiet')
      const index = path.join(project.folder, '.git', 'index')
      const before = { names: await readdir(path.dirname(index)), index: await readFile(index) }
      vi.stubEnv('GIT_DIR', path.join(project.folder, 'other', '.git'))
      vi.stubEnv('GIT_INDEX_FILE', path.join(project.folder, 'nowhere'))
      // The index is out of date, but stays as it is.
      await utimes(project.file('a.ts'), 1, 1)
      expect(await gitState(path.join(project.folder, 'link'))).toEqual({ commit: project.first, isDirty: false, branch: 'main' })
      expect({ names: await readdir(path.dirname(index)), index: await readFile(index) }).toEqual(before)
    })
  })
})
